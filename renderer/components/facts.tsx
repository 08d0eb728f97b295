import type { ReactNode } from 'react';
import './facts.css';

/** Names and values: in two aligned columns, or side by side, each name over its value. */
export function Facts({ across = false, children }: { across?: boolean; children: ReactNode }) {
  return <dl className={across ? 'facts-across' : 'facts'}>{children}</dl>;
}

/** Left out when there is no value. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === undefined || children === null || children === false) return null;
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
