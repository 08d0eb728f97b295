import { expect, it } from 'vitest';
import { PingStream } from '../../../main/collectors/ping/ping-stream';
import { linuxPing } from '../../../main/collectors/ping/programs/linux';
import { Turns } from '../../../main/collectors/probing/turns';
import type { LineListener } from '../../../main/platform/line-process';
import { FakeClock } from '../../support/fake-clock';

const address = { ip: '127.0.0.1', version: 4 } as const;
const options = { count: 1, spacingMs: 1_000, replyTimeoutMs: 1_000, sizeBytes: 56 };
const command = { file: 'ping', args: [], firstSequence: 1 };

it('a ping that goes on begins anew after sleep, so that no packet of before it counts as lost', async () => {
  const clock = new FakeClock();
  const stream = streamOn(clock);
  await clock.advance(60_000);
  expect(stream.isOver).toBe(false);
  clock.sleep(60_000);
  expect(stream.isOver).toBe(true);
  expect(streamOn(clock).isOver).toBe(false);
});

it('a ping that goes on is not begun anew when the wall clock is set', () => {
  const clock = new FakeClock();
  const stream = streamOn(clock);
  clock.jumpWall(3_600_000);
  expect(stream.isOver).toBe(false);
});

function streamOn(clock: FakeClock): PingStream {
  const follow = (_: object, listener: LineListener) => {
    listener.onLine('PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.', 'stdout');
    return { pause() {}, resume: () => Promise.resolve(), end: () => Promise.resolve() };
  };
  const reading = new Turns(1);
  return new PingStream(address, { clock, follow, program: linuxPing, reading }, command, options);
}
