import type { ServerResponse } from 'node:http';
import type { Door } from '../api/dispatch';
import type { Clock } from '../platform/clock';

/** A line that stays silent is dropped by what stands between, and nobody notices that the other end is gone. */
const heartbeatMs = 15_000;

/** A reader that is this far behind is let go; it asks for the whole state when it comes back. */
const maxWaitingBytes = 1024 * 1024;

/** Tells every event as `text/event-stream` until the connection ends. */
export function streamEvents(response: ServerResponse, door: Door, clock: Pick<Clock, 'after'>): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  const write = (text: string) => {
    if (response.writableLength > maxWaitingBytes) response.destroy();
    else response.write(text);
  };
  write(': connected\n\n');
  const unsubscribe = door.subscribe((name, body) =>
    write(`event: ${name}\ndata: ${JSON.stringify(body)}\n\n`),
  );
  let cancelHeartbeat = () => {};
  const beat = () => {
    cancelHeartbeat = clock.after(heartbeatMs, () => {
      write(': still here\n\n');
      beat();
    });
  };
  beat();
  response.once('close', () => {
    cancelHeartbeat();
    unsubscribe();
  });
}
