import { success } from '../../main/outcome';
import { type FakeMain, makeFakeMain } from './fake-main';
import { fakeSamples } from './fake-samples';
import { fakeSettings, stateFor } from './fake-state';

const bases = ['router', 'cloudflare', 'api', 'db'];
const minuteMs = 60_000;

/** A main with that many ping targets, all of which lost packets 21 minutes ago. */
export function manyTargets(count: number): FakeMain {
  const nowMs = Date.now();
  const names = Array.from({ length: count }, (_, index) => `host-${index + 1}`);
  const settings = fakeSettings({
    version: 1,
    collectors: [
      {
        id: 'ping',
        kind: 'ping',
        interval: '5s',
        targets: names.map((name, index) => ({ name, host: `10.0.5.${index + 1}` })),
      },
    ],
  });
  return makeFakeMain({
    nowMs,
    state: (_busy, history) => stateFor(settings, nowMs, history),
    handlers: {
      'samples.query'(query) {
        const asked = names.filter((name) => [undefined, name].includes(query.labels['target']));
        const series = asked.flatMap((name) => {
          const place = names.indexOf(name);
          const target = bases[place % bases.length] ?? '';
          return fakeSamples({ ...query, labels: { target } }, nowMs).map(({ timesMs, values }) => ({
            labels: { target: name },
            timesMs,
            values: values.map((value, row) => {
              if (value === null || !query.metric.endsWith('_seconds')) {
                return isShared(nowMs - (timesMs[row] ?? 0)) && query.metric === 'ping_loss_ratio'
                  ? 0.5
                  : value;
              }
              return value * (1 + place / 16);
            }),
          }));
        });
        return success({ series });
      },
    },
  });
}

function isShared(agoMs: number): boolean {
  return agoMs > 21 * minuteMs && agoMs < 22 * minuteMs;
}
