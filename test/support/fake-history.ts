import type { CallOutput, CheckedInput } from '../../main/contract/contract';
import type { PushRecord, PushSummary } from '../../main/contract/state';
import { fakeMarks, fakeSamples } from './fake-samples';

/** Pushes and samples of the last minutes, the same at every run. */
export interface FakeHistory {
  list(query: CheckedInput<'pushes.list'>): PushSummary[];
  get(id: number): PushRecord | undefined;
  add(push: Omit<PushRecord, 'id'>): PushRecord;
  samples(query: CheckedInput<'samples.query'>): CallOutput<'samples.query'>;
  marks(query: CheckedInput<'marks.list'>): CallOutput<'marks.list'>;
}

const pushEveryMs = 15_000;
const pushesKept = 40;

export function makeFakeHistory(nowMs: number, destinations: readonly string[]): FakeHistory {
  const records: PushRecord[] = [];
  const add = (push: Omit<PushRecord, 'id'>): PushRecord => {
    const record = { ...push, id: 1000 + records.length };
    records.push(record);
    return record;
  };
  for (let cycle = pushesKept; cycle > 0; cycle -= 1) {
    const atMs = nowMs - 3600 - (cycle - 1) * pushEveryMs;
    for (const destination of destinations) add(fakePush(destination, atMs, cycle));
  }
  return {
    add,
    get: (id) => records.find((record) => record.id === id),
    list({ limit, beforeId, destination, ok }) {
      return records
        .filter((record) => beforeId === undefined || record.id < beforeId)
        .filter((record) => destination === undefined || record.destination === destination)
        .filter((record) => ok === undefined || record.ok === ok)
        .reverse()
        .slice(0, limit)
        .map(summaryOf);
    },
    samples: (query) => ({ series: fakeSamples(query, nowMs) }),
    marks: (query) => ({ marks: fakeMarks(query, nowMs) }),
  };
}

export function summaryOf(record: PushRecord): PushSummary {
  const {
    groupingKey: _key,
    requestBody: _request,
    responseBody: _response,
    bodyCut: _cut,
    ...summary
  } = record;
  return summary;
}

/** `team-b` refuses since 17 pushes; now and then a push to another one times out and is tried again. */
export function fakePush(destination: string, atMs: number, cycle: number): Omit<PushRecord, 'id'> {
  const refused = destination === 'team-b' && cycle <= 17;
  const slow = destination === 'team-a' && cycle % 13 === 0;
  const url = `https://${destination}.example.net/metrics/job/pushtray/instance/web1`;
  const common = {
    atMs: atMs + (slow ? 400 : 0),
    destination,
    method: 'PUT',
    url,
    attempt: cycle % 13 === 12 ? 2 : 1,
    bytes: exposition.length,
    bytesSent: 417,
    series: 94,
    groupingKey: { job: 'pushtray', instance: 'web1', site: 'berlin' },
    requestBody: exposition,
    bodyCut: cycle % 5 === 0,
  };
  if (refused) {
    return {
      ...common,
      ok: false,
      status: 401,
      errorCode: 'unauthorized',
      errorMessage: `https://${destination}.example.net does not accept these credentials (status 401): Unauthorized`,
      durationMs: 21 + (cycle % 7),
      responseBody: 'Unauthorized\n',
    };
  }
  if (slow) {
    return {
      ...common,
      ok: false,
      errorCode: 'timeout',
      errorMessage: `No answer from https://${destination}.example.net within 10 s.`,
      durationMs: 10_003,
      responseBody: '',
    };
  }
  return { ...common, ok: true, status: 200, durationMs: 6 + (cycle % 9), responseBody: '' };
}

export const exposition = `# HELP count_netstat_wait_connections TCP connections in TIME_WAIT, CLOSE_WAIT, FIN_WAIT1 or FIN_WAIT2.
# TYPE count_netstat_wait_connections gauge
count_netstat_wait_connections 1240
# HELP node_tcp_connection_states Number of connection states.
# TYPE node_tcp_connection_states gauge
node_tcp_connection_states{state="established"} 318
node_tcp_connection_states{state="time_wait"} 1029
node_tcp_connection_states{state="close_wait"} 198
node_tcp_connection_states{state="listen"} 41
# HELP ping_rtt_mean_seconds Mean round trip time of the cycle.
# TYPE ping_rtt_mean_seconds gauge
ping_rtt_mean_seconds{target="router",ip="192.168.1.1",ip_version="4"} 0.00142
ping_rtt_mean_seconds{target="cloudflare",ip="1.1.1.1",ip_version="4"} 0.0123
# HELP ping_loss_ratio Share of the cycle's packets that did not come back.
# TYPE ping_loss_ratio gauge
ping_loss_ratio{target="router",ip="192.168.1.1",ip_version="4"} 0
ping_loss_ratio{target="api",ip="203.0.113.7",ip_version="4"} 0.25
ping_loss_ratio{target="db",ip="10.0.4.12",ip_version="4"} 1
`;
