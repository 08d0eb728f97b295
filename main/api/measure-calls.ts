import { encodeText } from '../metrics/encode';
import { success } from '../outcome';
import type { Handlers } from './dispatch';
import type { ApiParts } from './parts';

type MeasureCalls = Pick<Handlers, 'collector.try' | 'samples.query' | 'tcp.holders'>;

/** A person waits for the answer. */
const holdersTimeoutMs = 10_000;

export function measureCalls({ engine, history, holders }: ApiParts): MeasureCalls {
  return {
    async 'collector.try'({ collector }) {
      const { families, problems, targets = [], durationMs } = await engine.tryCollector(collector);
      return success({
        text: encodeText(families),
        problems: problems.map((problem) => ({ ...problem })),
        targets: targets.map(({ host: _host, ip: _ip, ...shown }) => shown),
        durationMs,
      });
    },

    'tcp.holders': (query) => holders(query, AbortSignal.timeout(holdersTimeoutMs)),

    'samples.query'(query) {
      const series = history.samples(query).map(({ labels, timesMs, values }) => ({
        labels: { ...labels },
        timesMs: [...timesMs],
        values: values.map((value) => (Number.isFinite(value) ? value : null)),
      }));
      return success({ series });
    },
  };
}
