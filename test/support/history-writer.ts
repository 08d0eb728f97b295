import { openHistory } from '../../main/history/open-history';
import { gauge } from '../../main/metrics/model';
import { systemClock } from '../../main/platform/clock';
import { aPush } from './history';

/** Writes to the history file named first until it is killed; says after each flush which push was the last. */
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const opened = openHistory({ file: process.argv[2] ?? '', clock: systemClock, logger: silent });
if (!opened.ok) throw new Error(opened.error.message);
const history = opened.value;
const seriesACycle = Number(process.argv[3]);
let atMs = Date.now();

setInterval(() => {
  atMs += 1;
  const points = Array.from({ length: seriesACycle }, (_, i) => [{ series: String(i) }, atMs] as const);
  history.recordSamples(atMs, [gauge('m', '', points)]);
  history.recordMark({ atMs, kind: 'gateway_changed', to: String(atMs) });
  const { id } = history.recordPush(aPush({ atMs, requestBody: 'x'.repeat(5_000) }));
  history.flush();
  process.stdout.write(`${id}\n`);
}, 1);
