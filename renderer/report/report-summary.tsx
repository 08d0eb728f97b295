import type { StretchWords } from '../../main/texts/en/report';
import { useFormat, useTexts } from '../texts/texts';
import { lossEventsOf, lossRatioOf, packetsOf } from './loss-events';
import { type Range, unmeasuredMsOf } from './outages';
import type { Report } from './report';
import { slowEventsOf, slowestOf } from './slow-events';

/** What somebody who reads nothing else should know. */
export function Summary({ report }: { report: Report }) {
  const { report: texts } = useTexts();
  const sentences = useSentences(report);
  return (
    <section>
      <h2>{texts.summary}</h2>
      <ul className="report-summary">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}

function useSentences({ range, targets, tcp, pushes }: Report): readonly string[] {
  const { report: texts } = useTexts();
  const sentences = [
    ...useGapSentences(targets, range),
    ...useOutageSentences(targets),
    ...useLossEventSentences(targets),
    ...useLossSentences(targets),
    ...useSlowSentences(targets),
    ...useUnprobedSentences(targets),
    ...usePushSentences(pushes),
  ];
  if (targets.every(({ cycles }) => cycles.length === 0) && tcp === undefined)
    return [texts.nothing, ...sentences];
  return sentences;
}

/** Longer silences than this share of the time make what is said of it doubtful. */
const muchUnmeasured = 0.1;

/** First of all: what was not measured had no outage either. */
function useGapSentences(targets: Report['targets'], { fromMs, toMs }: Range): readonly string[] {
  const { report: texts } = useTexts();
  const format = useFormat();
  const silent = targets
    .filter(({ cycles }) => cycles.length > 0)
    .map(({ name, gaps }) => ({ name, unmeasuredMs: unmeasuredMsOf(gaps) }))
    .filter(({ unmeasuredMs }) => unmeasuredMs > muchUnmeasured * (toMs - fromMs))
    .sort((a, b) => b.unmeasuredMs - a.unmeasuredMs);
  const [longest] = silent;
  if (longest === undefined) return [];
  return [texts.notMeasured(silent.length, longest.name, format.span(longest.unmeasuredMs))];
}

function useOutageSentences(targets: Report['targets']): readonly string[] {
  const { report: texts } = useTexts();
  const format = useFormat();
  if (targets.every(({ cycles }) => cycles.length === 0)) return [];
  const all = targets.flatMap(({ name, outages }) => outages.map((outage) => ({ name, ...outage })));
  const [longest] = [...all].sort((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs));
  if (longest === undefined) return [texts.noOutages];
  const span = format.span(longest.toMs - longest.fromMs);
  const count = texts.outageCount(all.length, targets.filter(({ outages }) => outages.length > 0).length);
  if (longest.toMs === longest.fromMs) return [count];
  return [
    count,
    texts.longest(
      longest.name,
      longest.end === 'answered' ? span : texts.atLeast(span),
      format.full(longest.fromMs),
    ),
  ];
}

function useLossEventSentences(targets: Report['targets']): readonly string[] {
  const { report: texts } = useTexts();
  const format = useFormat();
  const toldOf = useTold();
  const events = lossEventsOf(targets);
  const [worst] = [...events].sort((a, b) => b.packetsLost - a.packetsLost);
  if (worst === undefined) return [];
  const told = toldOf(worst, (name) => {
    const loss = packetsOf(worst.stretches.filter((stretch) => stretch.name === name));
    return texts.lossTo(name, format.percent(lossRatioOf(loss)));
  });
  return [events.length === 1 ? texts.lossBetween(told) : texts.worstOfLoss(events.length, told)];
}

function useSlowSentences(targets: Report['targets']): readonly string[] {
  const { report: texts } = useTexts();
  const format = useFormat();
  const toldOf = useTold();
  const events = slowEventsOf(targets);
  const [longest] = [...events].sort((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs));
  if (longest === undefined) return [];
  const told = toldOf(longest, (name) => {
    const { rttSeconds = 0, usualSeconds = 0 } = slowestOf(longest, name) ?? {};
    return texts.slowFrom(name, format.rtt(rttSeconds), format.rtt(usualSeconds));
  });
  return [events.length === 1 ? texts.slowBetween(told) : texts.longestOfSlow(events.length, told)];
}

const namesTold = 6;

/** When it was, how long, and the first of the targets, each with its figures. */
function useTold(): (
  event: Range & { readonly names: readonly string[] },
  withFigures: (name: string) => string,
) => StretchWords {
  const { pushes } = useTexts();
  const format = useFormat();
  return ({ fromMs, toMs, names }, withFigures) => {
    const more = names.length > namesTold ? [pushes.andMore(format.count(names.length - namesTold))] : [];
    return {
      from: format.full(fromMs),
      to: format.moment(toMs, fromMs),
      span: format.span(toMs - fromMs),
      targets: [...names.slice(0, namesTold).map(withFigures), ...more].join(', '),
    };
  };
}

function useLossSentences(targets: Report['targets']): readonly string[] {
  const { report: texts } = useTexts();
  const format = useFormat();
  const measured = targets.flatMap(({ name, kind, lossRatio }) =>
    kind !== 'ping' || lossRatio === undefined ? [] : [{ name, lossRatio }],
  );
  const [worst] = measured.sort((a, b) => b.lossRatio - a.lossRatio);
  if (worst === undefined) return [];
  return [
    worst.lossRatio === 0 ? texts.noLoss : texts.worstLoss(worst.name, format.percent(worst.lossRatio)),
  ];
}

function useUnprobedSentences(targets: Report['targets']): readonly string[] {
  const { report: texts } = useTexts();
  const never = targets.filter(({ cycles, unprobed }) => cycles.length === 0 && unprobed.length > 0);
  return never.length === 0 ? [] : [texts.neverProbed(never.map(({ name }) => name).join(', '))];
}

function usePushSentences({ delivered, failed }: Report['pushes']): readonly string[] {
  const { report: texts } = useTexts();
  const format = useFormat();
  if (delivered + failed === 0) return [];
  if (failed === 0) return [texts.pushesFine(format.count(delivered))];
  return [texts.pushesFailed(format.count(failed), format.count(delivered + failed))];
}
