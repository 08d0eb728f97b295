import { useState } from 'react';
import { ChartPart } from '../../charts/chart-part';
import type { Rows } from '../../charts/columns';
import { Legend, type LegendEntry } from '../../charts/legend';
import { Plot } from '../../charts/plot';
import { onlyLine } from '../../charts/plot-look';
import { Reading } from '../../charts/reading';
import { topOf } from '../../charts/stacked';
import { Panel } from '../../components/panel';
import { useFormat, useTexts } from '../../texts/texts';
import { Peaks } from './peaks';
import { lossLook, phaseColors, phaseLines, smokeLook } from './target-looks';
import type { TargetSeries } from './target-series';
import { place, type TargetShapes } from './target-shapes';
import { useTargetReading, useWhyNotProbed } from './use-target-reading';

const leastSeconds = 0.0002;

interface TargetChartsProps {
  readonly kind: string;
  readonly series: TargetSeries;
  readonly shapes: TargetShapes;
  readonly intervalMs: number;
}

/** Round-trip time, loss and jitter, or what a probe of another kind has instead, over one another. */
export function TargetCharts({ kind, series, shapes, intervalMs }: TargetChartsProps) {
  const { target, charts } = useTexts();
  const format = useFormat();
  const read = useTargetReading(kind, series, shapes);
  const why = useWhyNotProbed(series, shapes);
  const [isWhole, setWhole] = useState(false);
  const { tops, rows } = shapes;
  const hasJitter = rows.lines[place.jitter]?.some((value) => value !== null) ?? false;
  const hasPhases = series.phases.length > 0;
  const title = target.titles[kind] ?? kind;
  return (
    <Panel title={title} aside={<Peaks tops={tops} isWhole={isWhole} setWhole={setWhole} />}>
      <Reading rows={rows} intervalMs={intervalMs} read={read} why={why} />
      {rows.timesMs.length === 0 ? <p className="chart-empty">{charts.nothing}</p> : null}
      <Plot
        {...smokeLook}
        className="plot-tall"
        label={title}
        rows={shapes.smoke}
        top={isWhole ? tops.whole : tops.cut}
        namesSilences
        hasTimeAxis
        formatAxis={format.rttOnAxis}
      />
      <Legend entries={legendOf(kind, target, hasCore(rows))} />
      <ChartPart title={kind === 'ping' ? target.lossChart : target.failureChart}>
        <Plot
          {...lossLook}
          label={kind === 'ping' ? target.lossChart : target.failureChart}
          rows={shapes.loss}
          top={1}
          hasTimeAxis={!hasJitter && !hasPhases}
          formatAxis={format.percent}
        />
      </ChartPart>
      {hasJitter ? (
        <ChartPart title={target.jitterChart}>
          <Plot
            lines={onlyLine}
            label={target.jitterChart}
            rows={shapes.jitter}
            top={topOf(shapes.jitter.lines, leastSeconds)}
            hasTimeAxis
            formatAxis={format.rttOnAxis}
          />
        </ChartPart>
      ) : null}
      {hasPhases ? <Phases series={series} shapes={shapes} /> : null}
    </Panel>
  );
}

function Phases({ series, shapes }: Pick<TargetChartsProps, 'series' | 'shapes'>) {
  const { target } = useTexts();
  const format = useFormat();
  return (
    <ChartPart title={target.phaseChart}>
      <Plot
        lines={phaseLines(series.phases.length)}
        className="plot-middle"
        label={target.phaseChart}
        rows={shapes.phases}
        top={topOf(shapes.phases.lines, leastSeconds)}
        hasTimeAxis
        formatAxis={format.rttOnAxis}
      />
      <Legend
        entries={series.phases.map(({ name }, index) => ({
          label: target.phases[name] ?? name,
          sign: 'shade',
          color: phaseColors[index] ?? '--chart',
        }))}
        isBare
      />
    </ChartPart>
  );
}

/** Whether several cycles fell into a column anywhere, so that their medians have a spread of their own. */
function hasCore({ lines }: Rows): boolean {
  const high = lines[place.highMiddle] ?? [];
  return (lines[place.lowMiddle] ?? []).some((low, row) => low !== null && low !== high[row]);
}

function legendOf(
  kind: string,
  target: ReturnType<typeof useTexts>['target'],
  hasMedians: boolean,
): readonly LegendEntry[] {
  const isPing = kind === 'ping';
  const core: LegendEntry = { label: target.medians, sign: 'shade', color: '--chart-smoke-core' };
  return [
    { label: isPing ? target.median : target.mean, sign: 'line', color: '--chart' },
    ...(hasMedians ? [core] : []),
    { label: target.spread, sign: 'shade', color: '--chart-smoke' },
    { label: isPing ? target.lost : target.failed, sign: 'loss', color: '--chart-loss-shade' },
  ];
}
