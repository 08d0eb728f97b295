import type { ComponentType, ReactNode } from 'react';
import './empty.css';

interface EmptyProps {
  readonly icon: ComponentType<{ size: number; stroke: number }>;
  readonly title: string;
  readonly text?: ReactNode;
  readonly children?: ReactNode;
}

/** A list with nothing in it: why that is, and what to do. */
export function Empty({ icon: Icon, title, text, children }: EmptyProps) {
  return (
    <div className="empty">
      <span className="empty-icon" aria-hidden="true">
        <Icon size={22} stroke={1.5} />
      </span>
      <p className="empty-title">{title}</p>
      {text === undefined ? null : <p className="muted">{text}</p>}
      {children === undefined ? null : <div className="empty-actions">{children}</div>}
    </div>
  );
}
