import type { TargetStatus } from '../../../main/contract/state';
import { Fact, Facts } from '../../components/facts';
import { Said } from '../../components/said';
import { StateIcon, toneOf } from '../../components/state-mark';
import { addressesOf } from '../../state/addresses';
import { useFormat, useTexts } from '../../texts/texts';

interface TargetFactsProps {
  readonly status: TargetStatus;
  readonly kind: string;
  readonly intervalMs: number;
}

/** How the target is at this moment. */
export function TargetFacts({ status, kind, intervalMs }: TargetFactsProps) {
  const { target, targetStates } = useTexts();
  const format = useFormat();
  const { state, reason, rttSeconds, lossRatio } = status;
  return (
    <section className={`target-now tone-${toneOf(state)}`} aria-label={target.about}>
      <div className="target-state">
        <StateIcon state={state} size={22} />
        <div>
          <p className="target-word">{targetStates[state]}</p>
          {reason === undefined || state === 'up' ? null : (
            <p className="target-reason">
              <Said text={reason} />
            </p>
          )}
        </div>
      </div>
      <Facts across>
        <Fact name={target.address}>
          <span className="mono">{addressesOf(status).join(' · ')}</span>
        </Fact>
        <Fact name={target.rttNow}>{rttSeconds === undefined ? undefined : format.rtt(rttSeconds)}</Fact>
        <Fact name={target.lossLast}>
          {lossRatio === undefined || kind !== 'ping' ? undefined : format.percent(lossRatio)}
        </Fact>
        <Fact name={target.every}>{format.interval(intervalMs)}</Fact>
      </Facts>
    </section>
  );
}
