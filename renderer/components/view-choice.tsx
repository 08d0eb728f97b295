import { SegmentedControl } from '@mantine/core';

interface ViewChoiceProps<Value extends string> {
  readonly label: string;
  /** In words, by value. */
  readonly ways: Readonly<Record<Value, string>>;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** At the head of a panel: one of a few ways to show what is in it. */
export function ViewChoice<Value extends string>({ label, ways, value, onChange }: ViewChoiceProps<Value>) {
  const values = Object.keys(ways) as Value[];
  return (
    <SegmentedControl<Value>
      aria-label={label}
      size="xs"
      data={values.map((way) => ({ value: way, label: ways[way] }))}
      value={value}
      onChange={onChange}
    />
  );
}
