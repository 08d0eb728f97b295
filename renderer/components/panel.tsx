import { type ReactNode, useId } from 'react';
import type { Marked } from './marked';
import './panel.css';

interface PanelProps {
  readonly title: string;
  /** Right after the title: a state. */
  readonly mark?: ReactNode;
  /** At the other end: a link, a number, buttons. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
  /** Of one in a list of panels. */
  readonly marked?: Marked<HTMLElement>;
}

/** A part of a page: a region with a heading. */
export function Panel({ title, mark, aside, children, className = '', marked }: PanelProps) {
  const titleId = useId();
  return (
    <section className={`panel ${className}`} aria-labelledby={titleId} {...marked}>
      <div className="panel-head">
        <div className="panel-title">
          <h2 id={titleId}>{title}</h2>
          {mark}
        </div>
        {aside === undefined ? null : <div className="panel-aside">{aside}</div>}
      </div>
      {children}
    </section>
  );
}
