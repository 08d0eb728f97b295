import '@mantine/core/styles.layer.css';
import '../../renderer/theme/tokens.css';
import '../../renderer/theme/base.css';
import { MantineProvider } from '@mantine/core';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { StillCharts } from '../../renderer/charts/chart-group';
import { Plot } from '../../renderer/charts/plot';
import { smokeLook } from '../../renderer/pages/target/target-looks';
import { type TargetSeries, targetSeries } from '../../renderer/pages/target/target-series';
import { targetShapes } from '../../renderer/pages/target/target-shapes';
import './page.css';

declare global {
  interface Window {
    /** Draws `targets` smoke charts of a day that is there already; answers milliseconds until they are painted. */
    drawDays(targets: number, day: number): Promise<number>;
  }
}

const dayMs = 86_400_000;
const intervalMs = 15_000;
/** Of each chart, in CSS pixels; as many columns. */
const columns = 560;

interface Day {
  readonly fromMs: number;
  readonly targets: readonly TargetSeries[];
}

function Days({ fromMs, targets }: Day) {
  const view = { fromMs, toMs: fromMs + dayMs };
  const frame = { view, columns, intervalMs, marks: [], known: view };
  return (
    <StillCharts view={view} silences={[]} marks={[]} onZoom={() => undefined}>
      {targets.map((series, index) => {
        const { smoke, tops } = targetShapes(series, frame);
        return (
          <Plot
            // biome-ignore lint/suspicious/noArrayIndexKey: the targets stay where they are
            key={index}
            {...smokeLook}
            className="small-plot"
            label={`target ${index}`}
            rows={smoke}
            top={tops.whole}
            formatAxis={String}
          />
        );
      })}
    </StillCharts>
  );
}

/** A median that wanders, with a spread, some loss and now and then a peak: the same for the same seed. */
function wanderingDay(fromMs: number, seed: number): TargetSeries {
  const timesMs = Array.from({ length: dayMs / intervalMs }, (_, index) => fromMs + index * intervalMs);
  const noise = (index: number, salt: number) =>
    (Math.sin(index * 12.9898 + seed * 78.233 + salt) * 43758.5453) % 1;
  const middle = timesMs.map(
    (_, index) => 0.012 + 0.004 * Math.sin(index / 300 + seed) + 0.002 * noise(index, 1),
  );
  const of = (value: (index: number) => number) => [
    { labels: {}, timesMs, values: timesMs.map((_, index) => value(index)) },
  ];
  const loss = of((index) => (noise(index, 2) > 0.97 ? 0.25 : 0));
  return targetSeries('ping', {
    middle: of((index) => middle[index] ?? 0),
    best: of((index) => (middle[index] ?? 0) * 0.9),
    worst: of((index) => (middle[index] ?? 0) * (1.1 + Math.abs(noise(index, 3)))),
    loss,
    worstLoss: loss,
    jitter: of((index) => Math.abs(noise(index, 4)) / 1000),
  });
}

const element = document.getElementById('root');
if (element === null) throw new Error('index.html has no #root');
const root = createRoot(element);
const show = (day: Day) =>
  flushSync(() =>
    root.render(
      <MantineProvider defaultColorScheme="light">
        <Days {...day} />
      </MantineProvider>,
    ),
  );

window.drawDays = async (targets, day) => {
  const fromMs = Date.UTC(2026, 0, 1 + day);
  const days = Array.from({ length: targets }, (_, index) => wanderingDay(fromMs, index));
  const startMs = performance.now();
  show({ fromMs, targets: days });
  await painted();
  return performance.now() - startMs;
};

/** A task behind the next frame: what that frame draws is drawn. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(undefined);
    });
  });
}
