import type { Line } from '../../charts/columns';
import { Fact, Facts } from '../../components/facts';
import { Nothing } from '../../components/nothing';
import { Panel } from '../../components/panel';
import { useFormat, useTexts } from '../../texts/texts';
import type { TargetSeries } from './target-series';
import type { TargetStatistics } from './target-statistics';

interface TargetStatisticsPanelProps {
  readonly kind: string;
  readonly series: TargetSeries;
  readonly statistics: TargetStatistics;
}

/** The figures of the stretch that is shown. */
export function TargetStatisticsPanel({ kind, series, statistics }: TargetStatisticsPanelProps) {
  const { target } = useTexts();
  const format = useFormat();
  const { loss, packets, samples, stepMs } = statistics;
  const rtt = (seconds: number | undefined) => (seconds === undefined ? <Nothing /> : format.rtt(seconds));
  return (
    <Panel title={target.statistics} className="statistics">
      <Facts across>
        <Fact name={target.min}>{rtt(statistics.min)}</Fact>
        <Fact name={target.median}>{rtt(statistics.median)}</Fact>
        <Fact name={target.p95}>{rtt(statistics.p95)}</Fact>
        <Fact name={target.max}>{rtt(statistics.max)}</Fact>
        <Fact name={target.jitter}>{rtt(statistics.jitter)}</Fact>
        <Fact name={kind === 'ping' ? target.loss : target.failureChart}>
          {loss === undefined ? <Nothing /> : format.percent(loss)}
        </Fact>
        {packets ? (
          <Fact name={target.packets}>
            {format.count(packets.sent)}{' '}
            <span className="statistics-lost">{target.lostCount(format.count(packets.lost))}</span>
          </Fact>
        ) : (
          <Fact name={target.samples}>{format.count(samples)}</Fact>
        )}
        <Fact name={target.status}>{lastOf(series.status)?.value}</Fact>
        <Certificate series={series} />
      </Facts>
      <p className="statistics-note muted">
        {stepMs === undefined ? target.ofCycles : target.ofMeans(format.interval(stepMs))}
      </p>
    </Panel>
  );
}

/** As it stood at the end of the stretch that is shown: it may have been renewed since. */
function Certificate({ series }: Pick<TargetStatisticsPanelProps, 'series'>) {
  const { target } = useTexts();
  const format = useFormat();
  const last = lastOf(series.certificate);
  if (last === undefined) return null;
  const endsMs = last.value * 1000;
  return endsMs > last.atMs ? (
    <Fact name={target.certificate}>{format.span(endsMs - last.atMs)}</Fact>
  ) : (
    <Fact name={target.certificateOver}>
      <span className="tone-failing toned">{format.full(endsMs)}</span>
    </Fact>
  );
}

function lastOf({ timesMs, values }: Line): { readonly atMs: number; readonly value: number } | undefined {
  const index = values.findLastIndex((value) => value !== null && value !== undefined);
  const [atMs, value] = [timesMs[index], values[index]];
  return atMs === undefined || value === null || value === undefined ? undefined : { atMs, value };
}
