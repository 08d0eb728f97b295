import { useMemo } from 'react';
import './exposition.css';

/** A body in the text exposition format, comments stepping back; scrolls on its own, by keyboard too. */
export function Exposition({ text, label }: { text: string; label: string }) {
  const parts = useMemo(() => runs(text), [text]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="exposition" aria-label={label} tabIndex={0}>
      <pre>
        {parts.map(({ comment, from, lines }) => (
          <span key={from} className={comment ? 'exposition-comment' : undefined}>
            {lines}
          </span>
        ))}
      </pre>
    </section>
  );
}

interface Run {
  readonly comment: boolean;
  /** The run's first line, counted from 0. */
  readonly from: number;
  readonly lines: string;
}

/** Comment lines and other lines, those that follow each other taken together. */
function runs(text: string): readonly Run[] {
  const found: Run[] = [];
  text.split(/(?<=\n)/).forEach((line, from) => {
    const comment = line.startsWith('#');
    const last = found.at(-1);
    if (last?.comment === comment) found[found.length - 1] = { ...last, lines: last.lines + line };
    else found.push({ comment, from, lines: line });
  });
  return found;
}
