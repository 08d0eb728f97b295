import { useMemo } from 'react';
import type { Span } from '../charts/spans';
import { useFormat, useTexts } from '../texts/texts';
import { chartShapes } from './chart-shapes';
import { numberClass } from './number-class';
import { unmeasuredMsOf } from './outages';
import type { Report, ReportTarget } from './report';
import { Legend, ReportChart } from './report-chart';
import { ReportTable } from './report-table';

/** One row a target: its numbers over the whole time. */
export function Targets({ targets }: { targets: readonly ReportTarget[] }) {
  const { report: texts } = useTexts();
  if (targets.length === 0) return null;
  const { min, median, p95, max, loss, outages, unmeasured } = texts;
  const numbers = [min, median, p95, max, loss, outages, unmeasured];
  return (
    <section>
      <h2>{texts.targets}</h2>
      <ReportTable
        label={texts.targets}
        columns={[{ title: texts.target }, ...numbers.map((title) => ({ title, isNumber: true }))]}
      >
        {targets.map((target) => (
          <TargetRow key={keyOf(target)} target={target} />
        ))}
      </ReportTable>
      <p className="report-note">{texts.rttNote}</p>
    </section>
  );
}

function TargetRow({ target }: { target: ReportTarget }) {
  const { now, report: texts, target: words } = useTexts();
  const format = useFormat();
  const detail = useDetail(target);
  const { name, rttSeconds, lossRatio, outages, gaps, unprobed, cycles } = target;
  const rtt = (['min', 'median', 'p95', 'max'] as const).map(
    (which) => [which, rttSeconds?.[which]] as const,
  );
  const unmeasuredMs = unmeasuredMsOf(gaps);
  return (
    <tr>
      <th scope="row">
        {name} <span className="report-detail">{detail}</span>
        {unprobed.length === 0 ? null : (
          <span className="report-detail">
            {texts.unprobed(
              unprobed.map((reason) => words.reasons[reason] ?? reason).join(', '),
              cycles.length > 0,
            )}
          </span>
        )}
      </th>
      {rtt.map(([which, seconds]) => (
        <td key={which} className="report-number">
          {seconds === undefined ? now.none : format.rtt(seconds)}
        </td>
      ))}
      <td className={numberClass(lossRatio !== undefined && lossRatio > 0)}>
        {lossRatio === undefined ? now.none : format.percent(lossRatio)}
      </td>
      <td className={numberClass(outages.length > 0)}>{format.count(outages.length)}</td>
      <td className="report-number">{unmeasuredMs === 0 ? '0' : format.span(unmeasuredMs)}</td>
    </tr>
  );
}

function useDetail({ kind, ips, everyMs }: ReportTarget): string {
  const { report: texts, target } = useTexts();
  const format = useFormat();
  const every = everyMs === undefined ? '' : texts.every(format.span(everyMs));
  return [target.kinds[kind] ?? kind, ips.join(', '), every].filter((part) => part !== '').join(' · ');
}

/** Each target over time, with when it was not measured and why. */
export function TargetCharts({ report: { targets, range } }: { report: Report }) {
  const { report: texts } = useTexts();
  const drawn = targets.filter(({ cycles }) => cycles.length > 0);
  if (drawn.length === 0) return null;
  return (
    <section>
      <Legend />
      {drawn.map((target) => (
        <div key={keyOf(target)} className="report-target">
          <h2>{target.name}</h2>
          <TargetChart
            target={target}
            range={range}
            label={target.kind === 'ping' ? texts.chartOf(target.name) : texts.probeChartOf(target.name)}
          />
          <Gaps gaps={target.gaps} range={range} />
        </div>
      ))}
    </section>
  );
}

interface TargetChartProps {
  readonly target: ReportTarget;
  readonly range: Report['range'];
  readonly label: string;
}

function TargetChart({ target, range, label }: TargetChartProps) {
  const { report: texts } = useTexts();
  const format = useFormat();
  const shapes = useMemo(() => chartShapes(target.cycles, range, target), [target, range]);
  const { top, highest } = shapes;
  const onAxis = (value: number) => format.rttOnAxis(value, top / 10);
  return (
    <>
      <ReportChart label={label} shapes={shapes} range={range} formatTop={onAxis} />
      {highest > top ? (
        <p className="report-note">{texts.peaksCut(onAxis(top), format.rtt(highest))}</p>
      ) : null}
    </>
  );
}

const gapsShown = 12;

function Gaps({ gaps, range }: { gaps: readonly Span[]; range: Report['range'] }) {
  const { report: texts, charts, pushes } = useTexts();
  const format = useFormat();
  if (gaps.length === 0) return null;
  const listed = gaps
    .slice(0, gapsShown)
    .map(({ fromMs, toMs, silence }) =>
      texts.gap(format.moment(fromMs, range.toMs), format.moment(toMs, fromMs), charts.silences[silence]),
    );
  const more = gaps.length > gapsShown ? [pushes.andMore(format.count(gaps.length - gapsShown))] : [];
  return (
    <p className="report-note number">
      {texts.gapList} {[...listed, ...more].join(' · ')}
    </p>
  );
}

function keyOf({ kind, name, ips }: ReportTarget): string {
  return `${kind} ${name} ${ips.join(' ')}`;
}
