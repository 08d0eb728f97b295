import { useMemo } from 'react';
import type { Fault } from '../../main/outcome';
import { useSentence, useTexts } from '../texts/texts';
import { type Token, tokensOf } from './exposition-tokens';
import './exposition.css';

interface ExpositionProps {
  readonly text: string;
  readonly label: string;
  /** Any other text: then nothing in it is a name or a number. */
  readonly isPlain?: boolean;
  /** Each is marked at its line; then the lines have numbers. */
  readonly faults?: readonly Fault[];
}

const noFaults: readonly Fault[] = [];

/** A body in the text exposition format; scrolls on its own, by keyboard too. */
export function Exposition({ text, label, isPlain = false, faults = noFaults }: ExpositionProps) {
  const lines = useMemo(() => linesOf(text, faults, isPlain), [text, faults, isPlain]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="exposition" aria-label={label} tabIndex={0}>
      <pre className={faults.some(({ line }) => line > 0) ? 'exposition-numbered' : undefined}>
        {lines.map((line) => (
          <ExpositionLine key={line.number} line={line} />
        ))}
      </pre>
    </section>
  );
}

interface Line {
  /** Counted from 1. */
  readonly number: number;
  readonly tokens: readonly Token[];
  readonly faults: readonly Fault[];
}

function linesOf(text: string, faults: readonly Fault[], isPlain: boolean): readonly Line[] {
  return text.split(/(?<=\n)/).map((line, index) => ({
    number: index + 1,
    tokens: isPlain ? [{ kind: 'plain', text: line, at: 0 }] : tokensOf(line),
    faults: faults.filter((fault) => fault.line === index + 1),
  }));
}

function ExpositionLine({ line: { tokens, faults } }: { line: Line }) {
  const { faultAt } = useTexts();
  const inWords = useSentence();
  return (
    <>
      <span className={faults.length > 0 ? 'exposition-line exposition-fault' : 'exposition-line'}>
        {tokens.map(({ kind, text, at }) => (
          <span key={at} className={`exposition-${kind}`}>
            {text}
          </span>
        ))}
      </span>
      {faults.map(({ line, column, message }) => (
        <span key={`${column} ${message}`} className="exposition-message">
          {faultAt(line, column, '', inWords(message))}
        </span>
      ))}
    </>
  );
}
