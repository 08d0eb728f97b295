import factory from 'ping/lib/builder/factory.js';
import WinParser from 'ping/lib/parser/win.js';
import { failure, type Outcome, success } from '../../../outcome';
import type { ProcessResult } from '../../../platform/process';
import type { Address } from '../../probing/address';
import type { Burst } from '../burst';
import { graceMs, type PingFailureCode, type PingProgram } from './program';

/** ping.exe sends a packet a second, waits for each answer, and knows no `--`: its target is always an address. */
export const windowsPing: PingProgram = {
  command(address, { count, replyTimeoutMs }) {
    return {
      file: factory.getExecutablePath('win32', address.version === 6),
      args: factory.createBuilder('win32').getCommandArguments(address.ip, {
        ...parserOptions(address),
        timeout: replyTimeoutMs / 1000,
        min_reply: count,
      }),
      timeoutMs: count * (1000 + replyTimeoutMs) + graceMs,
    };
  },
  read,
  hints: {
    missing: 'It is a part of Windows: ping.exe in the folder system32.',
    permission: 'See whether a firewall or a policy of this machine forbids it.',
  },
};

/** What the parser must know of the command to find the times: they follow `=32`. */
function parserOptions({ version }: Address) {
  return { v6: version === 6, packetSize: 32 };
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
  return success({ sent, replies: times.map((ms, sequence) => ({ sequence, rttSeconds: ms / 1000 })) });
}

/** `Packets: Sent = 4, Received = 4, Lost = 0` in any language; a reply has no blank after its `=`. */
const statistics = /= (\d+)\D+= \d+\D+= \d+/;

/** In milliseconds; undefined when the text is not what the parser knows. */
function replyTimes(stdout: string, address: Address): number[] | undefined {
  const parser = new WinParser(address.ip, parserOptions(address));
  try {
    for (const line of stdout.split(/\r?\n/)) parser.eat(line);
    const { times } = parser.getResult();
    return times.every(Number.isFinite) ? times : undefined;
  } catch {
    return undefined;
  }
}
