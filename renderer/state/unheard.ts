import type { AppState } from '../../main/contract/state';

/** A line that is back sooner was lost for a hiccup, of which the notice says enough. */
const graceMs = 5000;

/** Whether what was heard last is too old to be shown as what is. */
export function isUnheard(lostAtMs: number | undefined, nowMs: number): boolean {
  return lostAtMs !== undefined && nowMs - lostAtMs >= graceMs;
}

/** Of the state of a main that is heard no more what still holds: what was set and what was over. Nothing of how things are. */
export function unheard(app: AppState): AppState {
  const { tcp: _tcp, ...rest } = app;
  return {
    ...rest,
    collectors: app.collectors.map((status) => ({ ...status, state: 'unheard', problems: [] })),
    targets: app.targets.map(targetUnheard),
    destinations: app.destinations.map(destinationUnheard),
  };
}

function targetUnheard({
  collector,
  name,
  host,
  ip,
}: AppState['targets'][number]): AppState['targets'][number] {
  return { collector, name, host, ...(ip === undefined ? {} : { ip }), state: 'unheard' };
}

function destinationUnheard(status: AppState['destinations'][number]): AppState['destinations'][number] {
  const { id, kind, url, enabled, builtIn, lastPush, lastSuccessAtMs } = status;
  return {
    id,
    kind,
    url,
    enabled,
    builtIn,
    state: 'unheard',
    consecutiveFailures: 0,
    ...(lastPush === undefined ? {} : { lastPush }),
    ...(lastSuccessAtMs === undefined ? {} : { lastSuccessAtMs }),
  };
}
