import { Input, SegmentedControl } from '@mantine/core';
import { useId } from 'react';

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly description?: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** One of a few, all in sight. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { label, description, options, value, onChange } = props;
  const labelId = useId();
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      labelProps={{ id: labelId }}
      {...(description === undefined ? {} : { description })}
    >
      <div className="choice">
        <SegmentedControl<Value>
          aria-labelledby={labelId}
          data={options.map((option) => ({ ...option }))}
          value={value}
          onChange={onChange}
        />
      </div>
    </Input.Wrapper>
  );
}
