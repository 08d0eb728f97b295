import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PacketLog } from '../../../main/collectors/ping/packet-log';
import { readLine } from '../../../main/collectors/ping/programs/unix-lines';

/** Lines of iputils 20221126 with `-O -i 1`, each with the second it came at. */
const start = 'PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.';
const reply = (sequence: number, ms = 1) =>
  `64 bytes from 127.0.0.1: icmp_seq=${sequence} ttl=64 time=${ms} ms`;
const silence = (sequence: number) => `no answer yet for icmp_seq=${sequence}`;
const unreachable = (sequence: number) => `From 10.0.0.1 icmp_seq=${sequence} Destination Host Unreachable`;

describe('packets of a ping that goes on', () => {
  it('are counted by their number, with their round-trip times', () => {
    const log = logOf([0, start], [0, reply(1, 1)], [1, reply(2, 3)]);
    expect(log.take(1000, 2000)).toEqual({
      sent: 2,
      duplicates: 0,
      replies: [
        { sequence: 1, rttSeconds: 0.001, ttl: 64 },
        { sequence: 2, rttSeconds: 0.003, ttl: 64 },
      ],
    });
  });

  it('are taken once, and the reply before them is known', () => {
    const log = logOf([0, start], [0, reply(1)]);
    log.take(500, 2000);
    expect(log.take(600, 2000).sent).toBe(0);
    feed(log, [1, reply(2)]);
    expect(log.take(1000, 2000)).toMatchObject({ sent: 1, before: { sequence: 1 } });
  });

  it('are lost only when their time is over', () => {
    const log = logOf([0, start], [1, silence(1)], [2, silence(2)]);
    expect(log.take(1999, 2000).sent).toBe(0);
    expect(log.take(2000, 2000)).toMatchObject({ sent: 1, replies: [] });
    expect(log.take(3000, 2000)).toMatchObject({ sent: 1, replies: [] });
  });

  it('left one spacing after the other, also when all that is known of them is read at once', () => {
    const log = logOf([0, start], [5, silence(1)], [5, silence(2)], [5, silence(3)], [5, silence(4)]);
    expect(log.take(5000, 2000)).toMatchObject({ sent: 3, replies: [] });
    expect(log.take(6000, 2000)).toMatchObject({ sent: 1, replies: [] });
  });

  it('are told apart when their numbers, which have 16 bits, begin anew', () => {
    const log = logOf([0, start], [1, silence(65_535)], [1.1, reply(0)], [2, silence(1)]);
    log.take(2000, 1000);
    expect(log.take(2900, 1000).sent).toBe(0);
    feed(log, [3, reply(2)]);
    expect(log.take(3000, 1000)).toMatchObject({ sent: 1, replies: [{ sequence: 2 }] });
  });

  it('the first one of all is lost too, though no line says so yet', () => {
    const log = logOf([0, start]);
    expect(log.next(300)).toEqual({ ready: false, atMs: 300 });
    expect(log.take(300, 300)).toMatchObject({ sent: 1, replies: [] });
  });

  it('may be answered late, in another order', () => {
    const log = logOf([0, start], [1, silence(1)], [1.1, reply(2)], [1.2, reply(1, 1200)]);
    expect(log.take(1500, 2000)).toMatchObject({ sent: 2, replies: [{ sequence: 1 }, { sequence: 2 }] });
  });

  it('stay lost when the answer comes after their time', () => {
    const log = logOf([0, start], [1, silence(1)]);
    expect(log.take(2000, 2000).sent).toBe(1);
    feed(log, [2.5, reply(1, 2500)]);
    expect(log.take(2600, 2000)).toMatchObject({ sent: 0, replies: [], duplicates: 0 });
  });

  it('are lost once, though a router and ping both speak of them', () => {
    const log = logOf(
      [0, start],
      [0.5, unreachable(1)],
      [1, silence(1)],
      [1.5, unreachable(2)],
      [2, silence(2)],
    );
    expect(log.take(2000, 1000)).toMatchObject({
      sent: 2,
      replies: [],
      remark: '10.0.0.1 says "Destination Host Unreachable"',
    });
  });

  it('that are answered twice are duplicates, also in the next cycle', () => {
    const log = logOf([0, start], [0, reply(1)], [0.1, `${reply(1)} (DUP!)`]);
    expect(log.take(500, 2000)).toMatchObject({ sent: 1, duplicates: 1 });
    feed(log, [0.6, `${reply(1)} (DUP!)`]);
    expect(log.take(700, 2000)).toMatchObject({ sent: 0, duplicates: 1 });
  });

  it('count as lost in a row until one is answered', () => {
    const log = logOf([0, start], [1, silence(1)], [2, silence(2)]);
    log.take(2000, 1000);
    expect(log.lostInARow).toBe(2);
    feed(log, [2.1, reply(3)]);
    expect(log.lostInARow).toBe(0);
  });

  it('are all accounted for: what was sent is what was answered and what was lost', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { maxLength: 600 }),
        fc.integer({ min: 1, max: 50 }),
        (answers, every) => {
          const log = logOf([0, start]);
          let [sent, received] = [0, 0];
          const take = (nowMs: number) => {
            const burst = log.take(nowMs, 1000);
            sent += burst.sent;
            received += burst.replies.length;
          };
          answers.forEach((answered, index) => {
            feed(log, answered ? [index, reply(index + 1)] : [index + 1, silence(index + 1)]);
            if (index % every === 0) take((index + 1) * 1000);
          });
          take(1e9);
          expect(received).toBe(answers.filter(Boolean).length);
          // Behind a packet without an answer the next one has left already.
          expect(sent).toBe(answers.length + (answers.at(-1) === true ? 0 : 1));
        },
      ),
    );
  });
});

type At = readonly [seconds: number, line: string];

function logOf(...lines: readonly At[]): PacketLog {
  const log = new PacketLog(1, 1000);
  feed(log, ...lines);
  return log;
}

function feed(log: PacketLog, ...lines: readonly At[]): void {
  for (const [seconds, text] of lines) {
    const line = readLine(text);
    if (line) log.add(line, seconds * 1000);
  }
}
