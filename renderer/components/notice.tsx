import { ActionIcon } from '@mantine/core';
import { IconAlertTriangleFilled, IconCircleXFilled, IconInfoCircleFilled, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Failure } from '../../main/outcome';
import { en } from '../../main/texts/en';
import { useTexts } from '../texts/texts';
import type { Tone } from './state-mark';
import './notice.css';

interface NoticeProps {
  readonly tone: Exclude<Tone, 'ok'>;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  /** `alert` is read out at once. */
  readonly role?: 'alert' | 'status';
  readonly onDismiss?: () => void;
}

const icons = { trouble: IconAlertTriangleFilled, failing: IconCircleXFilled, quiet: IconInfoCircleFilled };

export function Notice({ tone, title, children, role, onDismiss }: NoticeProps) {
  const { actions } = useTexts();
  const Icon = icons[tone];
  return (
    <div className={`notice tone-${tone}`} role={role}>
      <span className="notice-icon" aria-hidden="true">
        <Icon size={16} />
      </span>
      <div className="notice-body">
        <p className="notice-title">{title}</p>
        {children}
      </div>
      {onDismiss === undefined ? null : (
        <ActionIcon aria-label={actions.dismiss} onClick={onDismiss} size={24}>
          <IconX size={14} />
        </ActionIcon>
      )}
    </div>
  );
}

interface FailureNoticeProps {
  readonly failure: Failure;
  readonly title?: string;
  readonly children?: ReactNode;
}

/** A failure in words: what, what to do, and the faults that no field shows. */
export function FailureNotice({ failure, title, children }: FailureNoticeProps) {
  const texts = useTexts();
  const { message, hint, detail } = failureWords(failure, texts.failures);
  return (
    <Notice tone="failing" title={title ?? message} role="alert">
      {title === undefined ? null : <p>{message}</p>}
      {detail === undefined ? null : <p lang="en">{detail}</p>}
      {hint === undefined ? null : <p>{hint}</p>}
      <FaultList faults={failure.faults ?? []} />
      {children}
    </Notice>
  );
}

function FaultList({ faults }: { faults: NonNullable<Failure['faults']> }) {
  const texts = useTexts();
  if (faults.length === 0) return null;
  return (
    <ul className="notice-faults">
      {faults.map(({ line, column, path = '', message }) => {
        const text = texts.faultAt(line, column, path, message);
        return <li key={text}>{text}</li>;
      })}
    </ul>
  );
}

interface FailureWords {
  readonly message: string;
  readonly hint?: string;
  /** What main says in English: what, where and why. */
  readonly detail?: string;
}

/**
 * The catalogue's words where it has some, main's own for all else. English has words only for what the window itself makes; another
 * language has them for what main makes too, and then main's own sentence stands beside them, for it alone knows where.
 */
export function failureWords(
  failure: Failure,
  words: Readonly<Record<string, { message: string; hint: string }>>,
): FailureWords {
  const known = words[failure.code];
  if (known === undefined) return failure;
  const { message, hint } = known;
  if (Object.hasOwn(en.failures, failure.code)) return { message, hint };
  if (hint !== '') return { message, hint, detail: failure.message };
  return { message, detail: [failure.message, failure.hint].filter((part) => part !== undefined).join(' ') };
}
