import { openGateway } from '../../../main/gateway/kept-gateway';
import { gauge } from '../../../main/metrics/model';
import { systemClock } from '../../../main/platform/clock';

/** Pushes round after round to a gateway that keeps its groups in the file named first, without rest, until it is killed. */
const [file = ''] = process.argv.slice(2);
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const { gateway } = openGateway({
  file,
  // Writes come as fast as they can.
  clock: { ...systemClock, after: (_delayMs, action) => systemClock.after(0, action) },
  logger: silent,
  ownKey: () => ({ job: 'pushtray' }),
  ownTypes: () => new Map(),
});
let round = 0;

setInterval(() => {
  round += 1;
  const points = Array.from({ length: 2000 }, (_, index) => [{ index: String(index) }, round] as const);
  for (const job of ['a', 'b', 'c']) {
    gateway.push({ method: 'PUT', groupingKey: { job }, families: [gauge(`m_${job}`, '', points)] });
  }
  process.stdout.write(`${round}\n`);
}, 1);
