import type { CallOutput } from '../../../main/contract/contract';
import type { CollectorKind } from '../../../main/settings/schema/collectors';
import { Exposition } from '../../components/exposition';
import { Fact, Facts } from '../../components/facts';
import { FailureNotice } from '../../components/notice';
import { Said } from '../../components/said';
import { StateMark } from '../../components/state-mark';
import type { CallState } from '../../state/use-call';
import { useFormat, useTexts } from '../../texts/texts';
import './trial.css';

type Tried = CallOutput<'collector.try'>;

interface TrialResultProps {
  readonly kind: CollectorKind;
  readonly trial: CallState<'collector.try'>;
}

/** What *Try it* gave; nothing before the first time. */
export function TrialResult({ kind, trial: { answer: tried, failure, busy } }: TrialResultProps) {
  return (
    <div className="trial" role="status" aria-busy={busy}>
      {failure === undefined ? null : <FailureNotice failure={failure} />}
      {tried === undefined ? null : (
        <>
          <TriedTargets kind={kind} targets={tried.targets} />
          <TriedProblems problems={tried.problems} />
          <TriedText tried={tried} />
        </>
      )}
    </div>
  );
}

function TriedTargets({ kind, targets }: { kind: CollectorKind; targets: Tried['targets'] }) {
  return (
    <ul className="trial-targets">
      {targets.map((target) => (
        <li key={target.name}>
          {targets.length > 1 ? <span className="row-title">{target.name}</span> : null}
          <TriedTarget kind={kind} target={target} />
        </li>
      ))}
    </ul>
  );
}

function TriedTarget({ kind, target }: { kind: CollectorKind; target: Tried['targets'][number] }) {
  const { now, collectors, probeOutcomes } = useTexts();
  const format = useFormat();
  const { outcome, rttSeconds, lossRatio, reason } = target;
  const isPing = kind === 'ping';
  const probed: Readonly<Record<string, string>> = isPing
    ? probeOutcomes
    : { ...probeOutcomes, reply: collectors.answered, loss: collectors.notAnswered };
  return (
    <>
      <StateMark state={trialState(outcome, lossRatio)} word={probed[outcome] ?? outcome} />
      <Facts>
        <Fact name={isPing ? now.rtt : collectors.duration}>
          {rttSeconds === undefined ? undefined : format.rtt(rttSeconds)}
        </Fact>
        <Fact name={now.loss}>
          {lossRatio === undefined || !isPing ? undefined : format.percent(lossRatio)}
        </Fact>
      </Facts>
      {reason === undefined ? null : (
        <p>
          <Said text={reason} />
        </p>
      )}
    </>
  );
}

/** What went wrong; of a text that was read, with the line at fault and where in it. */
function TriedProblems({ problems }: { problems: Tried['problems'] }) {
  const { collectors } = useTexts();
  if (problems.length === 0) return null;
  return (
    <ul className="trial-problems">
      {problems.map(({ message, excerpt }) => (
        <li key={message}>
          <p>
            <Said text={message} />
          </p>
          {excerpt === undefined ? null : (
            <pre className="trial-line" title={collectors.lineAt(excerpt.line)}>
              <span className="trial-line-number">{excerpt.line}</span>
              <FaultyLine text={excerpt.text} column={excerpt.column} />
            </pre>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Marked from the column on where the fault begins; a line that is too short is marked at its end. */
function FaultyLine({ text, column }: { text: string; column: number }) {
  const characters = [...text];
  const from = Math.min(Math.max(0, column - 1), characters.length);
  return (
    <code>
      {characters.slice(0, from).join('')}
      <mark>{characters.slice(from).join('') || '\u00a0'}</mark>
    </code>
  );
}

function TriedText({ tried: { text, durationMs } }: { tried: Tried }) {
  const { collectors } = useTexts();
  const format = useFormat();
  return (
    <>
      <p className="muted">
        {collectors.tryTook(format.took(durationMs))} {text === '' ? collectors.tryNothing : null}
      </p>
      {text === '' ? null : (
        <details>
          <summary>{collectors.tryText}</summary>
          <Exposition text={text} label={collectors.tryText} />
        </details>
      )}
    </>
  );
}

function trialState(outcome: string, lossRatio = 1): 'up' | 'loss' | 'down' | 'unknown' {
  if (outcome === 'reply') return 'up';
  if (outcome !== 'loss') return 'unknown';
  return lossRatio < 1 ? 'loss' : 'down';
}
