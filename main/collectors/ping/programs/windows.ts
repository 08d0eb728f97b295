import factory from 'ping/lib/builder/factory.js';
import WinParser from 'ping/lib/parser/win.js';
import { failure, type Outcome, success } from '../../../outcome';
import type { ProcessResult } from '../../../platform/process';
import type { Address } from '../../probing/address';
import type { Burst, Reply } from '../burst';
import {
  type BurstOptions,
  graceMs,
  minReplyTimeoutMs,
  type PingFailureCode,
  type PingProgram,
} from './program';

/** ping.exe sends a packet a second, waits for each answer, and knows no `--`: its target is always an address. */
export const windowsPing: PingProgram = {
  command(address, options, roomMs) {
    const fitted = shortened(options, roomMs);
    if (!fitted) return undefined;
    return {
      file: factory.getExecutablePath('win32', address.version === 6),
      args: factory.createBuilder('win32').getCommandArguments(address.ip, {
        ...parserOptions(address, options.sizeBytes),
        timeout: fitted.replyTimeoutMs / 1000,
        min_reply: fitted.count,
      }),
      timeoutMs: fitted.count * (sendingMs + fitted.replyTimeoutMs) + graceMs,
    };
  },
  read,
  hints: {
    missing: 'It is a part of Windows: ping.exe in the folder system32.',
    permission: 'See whether a firewall or a policy of this machine forbids it.',
  },
};

/** At most this passes from an answer to the next packet. */
const sendingMs = 1_000;

/** When nothing comes back, each packet is waited for, one after the other. */
function shortened({ count, replyTimeoutMs }: BurstOptions, roomMs: number) {
  const patienceMs = Math.min(replyTimeoutMs, minReplyTimeoutMs);
  const fitting = Math.min(count, Math.floor(roomMs / (sendingMs + patienceMs)));
  if (fitting < 1) return undefined;
  return {
    count: fitting,
    replyTimeoutMs: Math.min(replyTimeoutMs, Math.floor(roomMs / fitting) - sendingMs),
  };
}

/** What the builder makes of the size, and what the parser finds the times by: they follow `=32`. */
function parserOptions({ version }: Address, packetSize: number) {
  return { v6: version === 6, packetSize };
}

/**
 * Reply lines are counted, not the statistics, which call "Destination host unreachable" a packet received
 * (https://github.com/danielzzz/node-ping/issues/17). `time<1ms` is taken as 1 ms: at most that.
 */
function read({ stdout, exitCode }: ProcessResult, address: Address): Outcome<Burst, PingFailureCode> {
  const sent = Number(statistics.exec(stdout)?.[1] ?? 0);
  const times = sent > 0 ? replyTimes(stdout, address) : undefined;
  if (times === undefined || times.length > sent) {
    const words = stdout.trim().slice(0, 200);
    return failure('bad_output', `ping.exe ended with status ${exitCode} and "${words}" for ${address.ip}.`);
  }
  const failures = stdout.match(/general failure|transmit failed/gi)?.length ?? 0;
  if (times.length === 0 && failures >= sent) {
    return failure('no_route', `There is no route to ${address.ip}: ping.exe says "General failure".`);
  }
  const ttls = [...stdout.matchAll(/TTL=(\d+)/g)].map(([, ttl]) => Number(ttl));
  const replies = times.map((ms, sequence): Reply => {
    const ttl = ttls.length === times.length ? ttls[sequence] : undefined;
    return { sequence, rttSeconds: ms / 1000, ...(ttl === undefined ? {} : { ttl }) };
  });
  return success({ sent, replies, duplicates: 0 });
}

/** `Packets: Sent = 4, Received = 4, Lost = 0` in any language; a reply has no blank after its `=`. */
const statistics = /= (\d+)\D+= \d+\D+= \d+/;

/** In milliseconds; undefined when the text is not what the parser knows. */
function replyTimes(stdout: string, address: Address): number[] | undefined {
  const sizeBytes = Number(/=(\d+)\s/.exec(stdout)?.[1] ?? 32);
  const parser = new WinParser(address.ip, parserOptions(address, sizeBytes));
  try {
    for (const line of stdout.split(/\r?\n/)) parser.eat(line);
    const { times } = parser.getResult();
    return times.every(Number.isFinite) ? times : undefined;
  } catch {
    return undefined;
  }
}
