import { useCallback, useEffect, useState } from 'react';
import type { AppState } from '../../../main/contract/state';
import type { Failure } from '../../../main/outcome';
import { loadReport } from '../../report/load-report';
import { buildReport, type Report, type ReportSource } from '../../report/report';
import { rangeOf } from '../../report/report-range';
import { targetKey } from '../../state/recent';
import { useApp, useClient, useDisconnected, useSession } from '../../state/session-context';

export type ReportState =
  | { readonly phase: 'loading'; readonly share: number }
  | { readonly phase: 'failed'; readonly failure: Failure }
  | { readonly phase: 'ready'; readonly source: ReportSource; readonly report: Report };

export interface LoadedReport {
  readonly state: ReportState;
  /** Asks again: a stretch that ends now ends later then. */
  readonly reload: () => void;
}

const begun: ReportState = { phase: 'loading', share: 0 };

/** The report of the stretch of time that the address names. */
export function useReport(query: Readonly<Record<string, string>>): LoadedReport {
  const client = useClient();
  const { store } = useSession();
  const disconnected = useDisconnected();
  const instance = useApp((app) => app.instance.name) ?? '';
  const version = useApp((app) => app.version);
  const [state, setState] = useState<ReportState>(begun);
  const [times, setTimes] = useState(0);
  const { last, from, to } = query;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `times` asks again
  useEffect(() => {
    if (disconnected) return;
    let isWanted = true;
    const show = (next: ReportState) => {
      if (isWanted) setState(next);
    };
    show(begun);
    const madeAtMs = Date.now();
    const range = rangeOf({ ...(last && { last }), ...(from && { from }), ...(to && { to }) }, madeAtMs);
    const onProgress = (share: number) => show({ phase: 'loading', share });
    const intervalsMs = intervalsOf(store.getState().app);
    void loadReport(client, { range, madeAtMs, instance, version, intervalsMs, onProgress }).then(
      (loaded) => {
        if (!loaded.ok) return show({ phase: 'failed', failure: loaded.error });
        show({ phase: 'ready', source: loaded.value, report: buildReport(loaded.value) });
      },
    );
    return () => {
      isWanted = false;
    };
  }, [client, store, disconnected, instance, version, last, from, to, times]);

  return { state, reload: useCallback(() => setTimes((before) => before + 1), []) };
}

function intervalsOf(app: AppState | undefined): Readonly<Record<string, number>> {
  const collectors = new Map(app?.collectors.map((collector) => [collector.id, collector]));
  return Object.fromEntries(
    (app?.targets ?? []).flatMap(({ collector: id, name }) => {
      const collector = collectors.get(id);
      return collector === undefined ? [] : [[targetKey(collector.kind, name), collector.intervalMs]];
    }),
  );
}
