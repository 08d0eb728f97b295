import { Button } from '@mantine/core';
import { useState } from 'react';
import { ChartPart } from '../../charts/chart-part';
import { Legend, type LegendEntry } from '../../charts/legend';
import { Plot } from '../../charts/plot';
import { onlyLine } from '../../charts/plot-look';
import { Reading } from '../../charts/reading';
import { topOf } from '../../charts/stacked';
import { Panel } from '../../components/panel';
import { useFormat, useTexts } from '../../texts/texts';
import { lossLook, phaseColors, phaseLines, smokeLook } from './target-looks';
import type { TargetSeries } from './target-series';
import { place, type SmokeTops, type TargetShapes } from './target-shapes';
import { useTargetReading } from './use-target-reading';

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
  const [isWhole, setWhole] = useState(false);
  const { tops, rows } = shapes;
  const hasJitter = rows.lines[place.jitter]?.some((value) => value !== null) ?? false;
  const hasPhases = series.phases.length > 0;
  const title = target.titles[kind] ?? kind;
  return (
    <Panel title={title} aside={<Peaks tops={tops} isWhole={isWhole} setWhole={setWhole} />}>
      <Reading rows={rows} intervalMs={intervalMs} read={read} />
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
      <Legend entries={legendOf(kind, target)} />
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

interface PeaksProps {
  readonly tops: SmokeTops;
  readonly isWhole: boolean;
  readonly setWhole: (isWhole: boolean) => void;
}

/** Single peaks would press all else to the ground: whether they are cut is said, and can be changed. */
function Peaks({ tops, isWhole, setWhole }: PeaksProps) {
  const { target } = useTexts();
  const format = useFormat();
  if (tops.cut === tops.whole) return null;
  return (
    <span className="peaks">
      {isWhole ? null : <span className="peaks-words">{target.peaksCut(format.rtt(tops.cut))}</span>}
      <Button size="xs" variant="default" onClick={() => setWhole(!isWhole)}>
        {isWhole ? target.cutPeaks : target.showPeaks}
      </Button>
    </span>
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

function legendOf(kind: string, target: ReturnType<typeof useTexts>['target']): readonly LegendEntry[] {
  const isPing = kind === 'ping';
  return [
    { label: isPing ? target.median : target.mean, sign: 'line', color: '--chart' },
    { label: target.spread, sign: 'shade', color: '--chart-smoke' },
    { label: isPing ? target.lost : target.failed, sign: 'bar', color: '--chart-loss' },
  ];
}
