import type { Mark } from '../contract/marks';
import { encodeText } from '../metrics/encode';
import { success } from '../outcome';
import type { Handlers } from './dispatch';
import type { ApiParts } from './parts';

type MeasureCalls = Pick<
  Handlers,
  'collector.try' | 'samples.query' | 'marks.list' | 'tcp.holders' | 'path.probe'
>;

/** A person waits for the answer. */
const holdersTimeoutMs = 10_000;

export function measureCalls({ engine, history, holders, path }: ApiParts): MeasureCalls {
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

    'path.probe': (query) => path(query),

    'marks.list'(range) {
      const marks = history.marks(range).filter((mark) => mark.atMs < range.fromMs || isChange(mark));
      return success({ marks: marks.map((mark) => ({ ...mark })) });
    },

    async 'samples.query'(query) {
      const found = await history.samples(query);
      const series = found.map(({ labels, timesMs, values }) => ({
        labels: { ...labels },
        timesMs: [...timesMs],
        values: values.map((value) => (Number.isFinite(value) ? value : null)),
      }));
      return success({ series });
    },
  };
}

/** The first look ever marks what was there: of the stretch before it nothing is known, so within a stretch it tells nothing. */
function isChange({ from, to }: Mark): boolean {
  return from === undefined || from !== to;
}
