import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Choice } from '../../components/choice';
import { type LastRange, lastOf, lastRanges, rangeOf } from '../../report/report-range';
import { fromLocalTime, localTime } from '../../report/time-zone';
import { goTo } from '../../state/route';
import { useTexts } from '../../texts/texts';

interface RangeFormProps {
  readonly query: Readonly<Record<string, string>>;
}

const names = Object.keys(lastRanges) as LastRange[];

/** Which stretch of time: one of those that are asked for most, or from when to when. */
export function RangeForm({ query }: RangeFormProps) {
  const { report } = useTexts();
  return (
    <div className="range-form">
      <Choice<LastRange | ''>
        label={report.last}
        options={names.map((name) => ({ value: name, label: report.spans[name] }))}
        // None of them is chosen while a stretch of its own is shown.
        value={lastOf(query) ?? ''}
        onChange={(last) => goTo({ page: 'report', query: { last } })}
      />
      <OwnRange key={`${query['last']} ${query['from']} ${query['to']}`} query={query} />
    </div>
  );
}

function OwnRange({ query }: RangeFormProps) {
  const texts = useTexts();
  const { report } = texts;
  const [first] = useState(() => rangeOf(query, Date.now()));
  const [from, setFrom] = useState(localTime(first.fromMs));
  const [to, setTo] = useState(localTime(first.toMs));
  const [isChecked, setChecked] = useState(false);
  const faults = isChecked ? faultsOf(from, to, report) : {};

  function show(event: FormEvent): void {
    event.preventDefault();
    setChecked(true);
    const found = faultsOf(from, to, report);
    if (found.from === undefined && found.to === undefined) goTo({ page: 'report', query: { from, to } });
  }

  return (
    <form className="range-own" onSubmit={show} noValidate>
      <TextInput
        type="datetime-local"
        label={report.from}
        value={from}
        error={faults.from === undefined ? undefined : texts.fault(report.from, faults.from)}
        onChange={({ currentTarget: { value } }) => setFrom(value)}
      />
      <TextInput
        type="datetime-local"
        label={report.to}
        value={to}
        error={faults.to === undefined ? undefined : texts.fault(report.to, faults.to)}
        onChange={({ currentTarget: { value } }) => setTo(value)}
      />
      <Button type="submit" variant="default">
        {report.show}
      </Button>
    </form>
  );
}

function faultsOf(
  from: string,
  to: string,
  words: { readonly missingTime: string; readonly wrongRange: string },
): { from?: string; to?: string } {
  const [fromMs, toMs] = [fromLocalTime(from), fromLocalTime(to)];
  if (fromMs === undefined) return { from: words.missingTime };
  if (toMs === undefined) return { to: words.missingTime };
  return fromMs < toMs ? {} : { from: words.wrongRange };
}
