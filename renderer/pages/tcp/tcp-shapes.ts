import type { Mark } from '../../../main/contract/marks';
import { brokenAt, gapAfterMs, joined, type Line, type Rows, rowEveryMs, rowsOf } from '../../charts/columns';
import { rateOf } from '../../charts/rates';
import { knownSilences, type Span } from '../../charts/spans';
import { stacked } from '../../charts/stacked';
import type { View } from '../../charts/view';
import { labelledOnly } from '../../state/own-series';
import type { QueriedSeries, Queries, SeriesQuery } from '../../state/use-history';

/** From history to what the charts of the TCP states draw. Pure. */

/** In the order in which they lie on one another, with the token of their colour. */
export const stateColors = {
  established: '--series-blue',
  time_wait: '--series-orange',
  close_wait: '--series-red',
  fin_wait1: '--series-yellow',
  fin_wait2: '--series-lime',
  syn_sent: '--series-teal',
  syn_recv: '--series-sky',
  last_ack: '--series-violet',
  closing: '--series-pink',
  close: '--series-grey',
  listen: '--series-green',
  unknown: '--series-grey',
} as const;

export type ShownState = keyof typeof stateColors;
export const shownStates = Object.keys(stateColors) as readonly ShownState[];

export const counterNames = ['retransmits', 'resets', 'listenDrops', 'synRetransmits'] as const;
export type CounterName = (typeof counterNames)[number];
export type TcpQueryName = 'states' | 'peaks' | 'segments' | CounterName;

const of = (metric: string, reduce: SeriesQuery['reduce']): SeriesQuery => ({ metric, labels: {}, reduce });

export const tcpQueries: Queries<TcpQueryName> = {
  states: of('node_tcp_connection_states', 'mean'),
  peaks: of('node_tcp_connection_states', 'max'),
  segments: of('node_netstat_Tcp_OutSegs', 'max'),
  retransmits: of('node_netstat_Tcp_RetransSegs', 'max'),
  resets: of('node_netstat_Tcp_OutRsts', 'max'),
  listenDrops: of('node_netstat_TcpExt_ListenDrops', 'max'),
  synRetransmits: of('node_netstat_TcpExt_TCPSynRetrans', 'max'),
};

export interface TcpFrame {
  readonly view: View;
  readonly columns: number;
  readonly intervalMs: number;
  readonly marks: readonly Mark[];
  /** What history was asked for: elsewhere silence means nothing. */
  readonly known: View;
  readonly isStacked: boolean;
  /** In the order of `shownStates`. */
  readonly visible: readonly ShownState[];
}

export interface TcpShapes {
  /** Connections of each visible state; peaks where lines are drawn, means where they are stacked. */
  readonly counts: Rows;
  /** What is drawn of them. */
  readonly states: Rows;
  /** Per second, one line for each of `counterNames`, then the segments sent; empty where the system counts none. */
  readonly rates: Rows;
  readonly rateLines: Readonly<Record<CounterName, Rows>>;
  readonly silences: readonly Span[];
}

export function tcpShapes(series: Readonly<Record<TcpQueryName, QueriedSeries>>, frame: TcpFrame): TcpShapes {
  const { view, columns, intervalMs, marks, known, isStacked, visible } = frame;
  const from = isStacked ? series.states : series.peaks;
  const counts = rowsOf(
    visible.map((state) => ({ ...stateLine(from, state), pick: isStacked ? 'mean' : 'max' }) as const),
    view,
    columns,
  );
  const gapMs = gapAfterMs(counts.timesMs, rowEveryMs(view, columns, intervalMs));
  const silences = knownSilences(known, { timesMs: counts.timesMs, view, gapMs, marks });
  const broken = brokenAt(counts, gapMs, silences);
  const rates = rowsOf(
    [...counterNames, 'segments' as const].map(
      (name) => ({ ...rateOf(joined(labelledOnly(series[name]))), pick: 'max' }) as const,
    ),
    view,
    columns,
  );
  const brokenRates = brokenAt(rates, gapMs, silences);
  return {
    counts,
    states: isStacked ? { timesMs: broken.timesMs, lines: stacked(broken.lines) } : broken,
    rates,
    rateLines: Object.fromEntries(
      counterNames.map((name, index) => [
        name,
        { timesMs: brokenRates.timesMs, lines: [brokenRates.lines[index] ?? []] },
      ]),
    ) as unknown as Record<CounterName, Rows>,
    silences,
  };
}

function stateLine(series: QueriedSeries, state: ShownState): Line {
  return joined(labelledOnly(series, 'state').filter(({ labels }) => labels['state'] === state));
}
