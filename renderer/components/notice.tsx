import { ActionIcon, Button } from '@mantine/core';
import { IconAlertTriangleFilled, IconCircleXFilled, IconInfoCircleFilled, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Failure } from '../../main/outcome';
import { en } from '../../main/texts/en';
import { translated } from '../../main/texts/sentences';
import type { Texts } from '../../main/texts/texts';
import { useSentence, useTexts } from '../texts/texts';
import { useFocusLeft } from './focus';
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
  const frame = useFocusLeft<HTMLDivElement>();
  return (
    <div ref={frame} className={`notice tone-${tone}`} role={role}>
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
  /** What *Try again* does. */
  readonly again?: () => void;
  readonly children?: ReactNode;
}

/** A failure in words: what, what to do, and the faults that no field shows. */
export function FailureNotice({ failure, title, again, children }: FailureNoticeProps) {
  const texts = useTexts();
  const { message, hint, detail } = failureWords(failure, texts);
  return (
    <Notice tone="failing" title={title ?? message} role="alert">
      {title === undefined ? null : <p>{message}</p>}
      {detail === undefined ? null : <p lang="en">{detail}</p>}
      {hint === undefined ? null : <p>{hint}</p>}
      <FaultList faults={failure.faults ?? []} />
      {children}
      {again === undefined ? null : (
        <div className="notice-actions">
          <Button size="xs" variant="default" onClick={again}>
            {texts.actions.tryAgain}
          </Button>
        </div>
      )}
    </Notice>
  );
}

function FaultList({ faults }: { faults: NonNullable<Failure['faults']> }) {
  const texts = useTexts();
  const inWords = useSentence();
  if (faults.length === 0) return null;
  return (
    <ul className="notice-faults">
      {faults.map(({ line, column, path = '', message }) => {
        const text = texts.faultAt(line, column, path, inWords(message));
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
 * The catalogue's words for what the window itself makes, and main's own for all else, in the person's language where it has that sentence.
 * Where it has not, another language has words for the code, and main's English stands beside them: it alone knows where.
 */
export function failureWords({ code, message, hint }: Failure, texts: Texts): FailureWords {
  const known = texts.failures[code];
  if (known === undefined)
    return withHint({ message: translated(message, texts.sentences) ?? message }, hint, texts);
  if (Object.hasOwn(en.failures, code)) return known;
  const sentence = translated(message, texts.sentences);
  if (sentence !== undefined) return withHint({ message: sentence }, hint ?? known.hint, texts);
  return withHint({ message: known.message, detail: message }, hint ?? known.hint, texts);
}

function withHint(words: FailureWords, hint = '', { sentences }: Texts): FailureWords {
  return hint === '' ? words : { ...words, hint: translated(hint, sentences) ?? hint };
}
