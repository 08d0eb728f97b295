import { makeGateway } from '../../main/gateway/group-store';
import { systemClock } from '../../main/platform/clock';
import type { ServerParts } from '../../main/server/parts';
import { type RunningServer, startServer } from '../../main/server/server';
import { type Answer, ask, type Question } from './ask';
import { RecordingLogger } from './recording-logger';

export interface LocalServer extends RunningServer {
  readonly log: RecordingLogger;
  ask(target: string, question?: Question): Promise<Answer>;
}

/** Pushtray's own server on a free port of 127.0.0.1, measuring nothing, with a gateway that holds nothing, without a page. */
export async function startLocalServer(parts: Partial<ServerParts> = {}): Promise<LocalServer> {
  const log = new RecordingLogger();
  const started = await startServer({
    listen: '127.0.0.1:0',
    own: () => ({ groupingKey: { job: 'pushtray', instance: 'here' }, families: [] }),
    gateway: makeGateway({ clock: systemClock, ownTypes: () => new Map() }),
    version: '1.2.3',
    startedAtMs: Date.UTC(2026, 0, 1),
    logger: log,
    ...parts,
  });
  if (!started.ok) throw new Error(started.error.message);
  const server = started.value;
  return { ...server, log, ask: (target, question) => ask(server.address, target, question) };
}
