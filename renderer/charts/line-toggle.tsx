import { IconEye, IconEyeOff } from '@tabler/icons-react';
import './legend.css';

interface LineToggleProps {
  /** What a press does, in words. */
  readonly label: string;
  /** The token of the line's colour. */
  readonly color: string;
  readonly isVisible: boolean;
  readonly onToggle: () => void;
}

/** The sign of a chart's line in a list beside it: a press takes the line out of the chart, or puts it back. */
export function LineToggle({ label, color, isVisible, onToggle }: LineToggleProps) {
  const Icon = isVisible ? IconEye : IconEyeOff;
  return (
    <button
      type="button"
      className="line-toggle"
      aria-pressed={isVisible}
      aria-label={label}
      onClick={onToggle}
    >
      <span className="line-sign" style={{ background: isVisible ? `var(${color})` : 'transparent' }} />
      <Icon size={14} aria-hidden="true" />
    </button>
  );
}
