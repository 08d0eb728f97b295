import { increaseOf } from '../charts/rates';
import { highest, lowest, quantile } from '../charts/statistics';
import { labelledOnly } from '../state/own-series';
import type { Series } from './cycles';

export interface TcpSeries {
  /** `node_tcp_connection_states`. */
  readonly tcpStates: readonly Series[];
  readonly waitConnections: readonly Series[];
  /** The kernel's counters of segments that were sent again, and of all. */
  readonly retransmitted: readonly Series[];
  readonly sent: readonly Series[];
}

export interface TcpReport {
  /** Each state that there was a connection in. */
  readonly states: readonly TcpStateReport[];
  /** Connections that wait, over time. */
  readonly wait: readonly { readonly atMs: number; readonly connections: number }[];
  /** Absent where the system counts none. */
  readonly segments?: { readonly sent: number; readonly retransmitted: number };
}

export interface TcpStateReport {
  readonly state: string;
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** Of this machine alone; undefined when nothing was counted. */
export function tcpReport({
  tcpStates,
  waitConnections,
  retransmitted,
  sent,
}: TcpSeries): TcpReport | undefined {
  const states = labelledOnly(tcpStates, 'state').flatMap(stateReport);
  const [again, fresh] = [growthOf(own(retransmitted)), growthOf(own(sent))];
  const wait = pointsOf(own(waitConnections)).map(({ atMs, value }) => ({ atMs, connections: value }));
  if (states.length === 0 && wait.length === 0) return undefined;
  return {
    states,
    wait,
    // The kernel's OutSegs leaves out what is only sent again (RFC 4022, tcpOutSegs).
    ...(again !== undefined &&
      fresh !== undefined && { segments: { sent: fresh + again, retransmitted: again } }),
  };
}

function own(series: readonly Series[]): Series | undefined {
  return labelledOnly(series)[0];
}

/** Queues are bytes, no connections. */
function stateReport(series: Series): TcpStateReport[] {
  const { state = '' } = series.labels;
  if (state.endsWith('_bytes')) return [];
  const values = pointsOf(series).map(({ value }) => value);
  const [min, median, max] = [lowest(values), quantile(values, 0.5), highest(values)];
  if (min === undefined || median === undefined || max === undefined || max === 0) return [];
  return [{ state, min, median, max }];
}

/** Undefined with fewer than two values. */
function growthOf(series: Series | undefined): number | undefined {
  return series === undefined || pointsOf(series).length < 2 ? undefined : increaseOf(series);
}

function pointsOf(series: Series | undefined): { atMs: number; value: number }[] {
  if (series === undefined) return [];
  return series.timesMs.flatMap((atMs, index) => {
    const value = series.values[index];
    return value === undefined || value === null ? [] : [{ atMs, value }];
  });
}
