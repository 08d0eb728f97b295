import { Textarea } from '@mantine/core';
import { placeOf } from '../../../main/settings/schema/collectors/target-place';
import { ColumnHeads } from '../../components/column-heads';
import { StateMark } from '../../components/state-mark';
import type { ProbingKind } from '../../state/edit-settings';
import { useSentence, useTexts } from '../../texts/texts';
import { type LineFault, readTargetLines, type TargetLine } from './target-lines';

interface TargetLinesProps {
  readonly kind: ProbingKind;
  readonly label: string;
  /** Names that are in use already. */
  readonly taken: readonly string[];
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
  readonly onBlur: () => void;
}

/** A pasted list of targets, and what it would add, line by line. */
export function TargetLines({ kind, label, taken, value, error, onChange, onBlur }: TargetLinesProps) {
  const { targets, fault } = useTexts();
  return (
    <>
      <Textarea
        label={label}
        description={targets.linesHelp[kind]}
        error={error === undefined ? undefined : fault(label, error)}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        onBlur={onBlur}
        classNames={{ input: 'mono' }}
        autosize
        minRows={4}
        maxRows={14}
      />
      <LinesPreview lines={readTargetLines(kind, value, taken)} kind={kind} />
    </>
  );
}

function LinesPreview({ lines, kind }: { lines: readonly TargetLine[]; kind: ProbingKind }) {
  const { targets } = useTexts();
  if (lines.length === 0) return null;
  return (
    <section className="lines-preview" aria-label={targets.preview}>
      <table className="table">
        <ColumnHeads
          columns={[
            { title: targets.line, isNumber: true },
            { title: targets.name },
            { title: targets.place },
          ]}
        />
        <tbody>
          {lines.map((line) => (
            <tr key={line.line}>
              <td className="table-number muted">{line.line}</td>
              <LineCells line={line} kind={kind} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function LineCells({ line: { text, target, fault }, kind }: { line: TargetLine; kind: ProbingKind }) {
  const faultWords = useFaultWords(kind);
  if (target !== undefined) {
    return (
      <>
        <td>{target.name}</td>
        <td className="mono">{placeOf(target)}</td>
      </>
    );
  }
  return (
    <td colSpan={2}>
      <span className="mono">{text}</span>
      <br />
      {fault === undefined ? null : <StateMark state="failing" word={faultWords(fault)} />}
    </td>
  );
}

function useFaultWords(kind: ProbingKind): (fault: LineFault) => string {
  const { targets, fault: sentence } = useTexts();
  const inWords = useSentence();
  return (fault) => {
    switch (fault.code) {
      case 'words':
        return sentence(targets.line, targets.lineWords);
      case 'twice':
        return targets.lineTwice(fault.name);
      case 'field': {
        const field = kind === 'dns' && fault.field === 'host' ? 'domain' : fault.field;
        const label = field === 'enabled' ? targets.enabled : targets.fields[field].label;
        return sentence(label, inWords(fault.message));
      }
    }
  };
}
