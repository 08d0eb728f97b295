import { type ReactNode, useState } from 'react';
import './fold.css';

interface FoldProps {
  readonly title: string;
  /** Something in it needs looking at: it cannot be closed then. */
  readonly isNeeded: boolean;
  readonly children: ReactNode;
}

/** Fields that few people change, folded away until they are wanted or at fault. */
export function Fold({ title, isNeeded, children }: FoldProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className="fold"
      open={isOpen || isNeeded}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is a button by itself */}
      <summary
        onClick={(event) => {
          if (isNeeded) event.preventDefault();
        }}
      >
        {title}
      </summary>
      <div className="fold-body">{children}</div>
    </details>
  );
}
