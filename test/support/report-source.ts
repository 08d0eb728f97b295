import { noTargetSeries } from '../../renderer/report/cycles';
import type { ReportSource } from '../../renderer/report/report';

/** What a report is made of where nothing is known, but for what is named. */
export function reportSource(known: Partial<ReportSource> = {}): ReportSource {
  return {
    ...noTargetSeries,
    ...{ tcpStates: [], waitConnections: [], retransmitted: [], sent: [], pushes: [], marks: [] },
    ...{ range: { fromMs: 0, toMs: 120_000 }, madeAtMs: 120_000, instance: 'web1', version: '0.1.0' },
    ...{ stepMs: 1000, intervalsMs: {} },
    ...known,
  };
}
