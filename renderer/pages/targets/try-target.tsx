import { useState } from 'react';
import type { CallOutput } from '../../../main/contract/contract';
import type { Failure } from '../../../main/outcome';
import type { PingSettings } from '../../../main/settings/schema/collectors';
import { Exposition } from '../../components/exposition';
import { Fact, Facts } from '../../components/facts';
import { FailureNotice } from '../../components/notice';
import { StateMark } from '../../components/state-mark';
import { useClient } from '../../state/session-context';
import { useFormat, useTexts } from '../../texts/texts';

type Tried = CallOutput<'collector.try'>;

export interface Trial {
  readonly busy: boolean;
  readonly tried: Tried | undefined;
  readonly failure: Failure | undefined;
  readonly run: (collector: PingSettings) => Promise<void>;
}

/** Runs one cycle of a collector that need not be saved yet. */
export function useTrial(): Trial {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState<Tried | undefined>();
  const [failure, setFailure] = useState<Failure | undefined>();

  async function run(collector: PingSettings): Promise<void> {
    setBusy(true);
    const outcome = await client.call('collector.try', { collector });
    setBusy(false);
    setTried(outcome.ok ? outcome.value : undefined);
    setFailure(outcome.ok ? undefined : outcome.error);
  }

  return { busy, tried, failure, run };
}

/** What *Try it* gave; nothing before the first time. */
export function TrialResult({ trial: { tried, failure, busy } }: { trial: Trial }) {
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
