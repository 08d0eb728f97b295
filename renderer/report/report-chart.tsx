import { useFormat, useTexts } from '../texts/texts';
import { type ChartShapes, frame } from './chart-shapes';
import type { Range } from './outages';

interface ReportChartProps {
  readonly label: string;
  readonly shapes: ChartShapes;
  readonly range: Range;
  readonly formatTop: (value: number) => string;
}

/** Stretched to any width, so that what is written stands beside the drawing and not in it. */
export function ReportChart({ label, shapes, range, formatTop }: ReportChartProps) {
  const { width, height } = frame;
  return (
    <figure className="report-chart">
      <div className="report-chart-axis number" aria-hidden="true">
        <span>{formatTop(shapes.top)}</span>
        <span>{formatTop(shapes.top / 2)}</span>
        <span>0</span>
      </div>
      <svg
        className="report-chart-drawing"
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        <path className="report-gap" d={shapes.gaps} />
        <path className="report-outage" d={shapes.outages} />
        <path
          className="report-grid"
          d={`M0 0.5H${width}M0 ${height / 2}H${width}M0 ${height - 0.5}H${width}`}
        />
        <path className="report-spread" d={shapes.spread} />
        <path className="report-line" d={shapes.line} />
        <path className="report-loss" d={shapes.loss} />
      </svg>
      <TimeAxis range={range} />
    </figure>
  );
}

const timesShown = 5;

function TimeAxis({ range: { fromMs, toMs } }: { range: Range }) {
  const format = useFormat();
  const stepMs = (toMs - fromMs) / (timesShown - 1);
  const times = Array.from({ length: timesShown }, (_, index) => fromMs + index * stepMs);
  return (
    <figcaption className="report-chart-times number" aria-hidden="true">
      {times.map((atMs) => (
        <span key={atMs}>{format.minute(atMs, toMs)}</span>
      ))}
    </figcaption>
  );
}

export function Legend() {
  const { report } = useTexts();
  return (
    <ul className="report-legend" aria-hidden="true">
      {(['line', 'spread', 'loss', 'outage', 'gap'] as const).map((kind) => (
        <li key={kind}>
          <svg viewBox="0 0 16 10" aria-hidden="true">
            <path className={`report-${kind}`} d={legendPaths[kind]} />
          </svg>
          {report.legend[kind]}
        </li>
      ))}
    </ul>
  );
}

const whole = 'M0 0h16v10h-16Z';
const legendPaths = { line: 'M0 5h16', spread: whole, loss: 'M8 10v-8', outage: whole, gap: whole };
