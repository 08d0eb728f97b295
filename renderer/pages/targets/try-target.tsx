import type { CallOutput } from '../../../main/contract/contract';
import { Exposition } from '../../components/exposition';
import { Fact, Facts } from '../../components/facts';
import { FailureNotice } from '../../components/notice';
import { StateMark } from '../../components/state-mark';
import type { CallState } from '../../state/use-call';
import { useFormat, useTexts } from '../../texts/texts';

type Tried = CallOutput<'collector.try'>;

/** What *Try it* gave; nothing before the first time. */
export function TrialResult({
  trial: { answer: tried, failure, busy },
}: {
  trial: CallState<'collector.try'>;
}) {
  const texts = useTexts();
  return (
    <div className="trial" role="status" aria-busy={busy}>
      {failure === undefined ? null : <FailureNotice failure={failure} />}
      {tried?.targets.map((target) => (
        <TriedTarget key={target.name} target={target} />
      ))}
      {tried?.problems.map(({ message }) => (
        <p key={message}>{message}</p>
      ))}
      {tried === undefined ? null : <TriedText tried={tried} summary={texts.targets.tryText} />}
    </div>
  );
}

function TriedTarget({ target }: { target: Tried['targets'][number] }) {
  const texts = useTexts();
  const format = useFormat();
  const { outcome, rttSeconds, lossRatio, reason } = target;
  return (
    <>
      <StateMark state={trialState(outcome, lossRatio)} word={texts.probeOutcomes[outcome] ?? outcome} />
      <Facts>
        <Fact name={texts.now.rtt}>{rttSeconds === undefined ? undefined : format.rtt(rttSeconds)}</Fact>
        <Fact name={texts.now.loss}>{lossRatio === undefined ? undefined : format.percent(lossRatio)}</Fact>
      </Facts>
      {reason === undefined ? null : <p>{reason}</p>}
    </>
  );
}

function TriedText({ tried, summary }: { tried: Tried; summary: string }) {
  const { targets } = useTexts();
  const format = useFormat();
  return (
    <>
      <p className="muted">{targets.tryTook(format.took(tried.durationMs))}</p>
      {tried.text === '' ? null : (
        <details>
          <summary>{summary}</summary>
          <Exposition text={tried.text} label={summary} />
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
