import factory from 'ping/lib/builder/factory.js';
import { fitBurst } from './fit-burst';
import { graceMs, type PingProgram } from './program';
import { readCutUnixOutput, readUnixOutput } from './unix-output';

/** A stream ends itself after this, so that one whose Pushtray was killed is not there for ever. */
const streamLifeSeconds = 3_600;

/** iputils, busybox or GNU inetutils: only options that all of them take, and whole seconds for `-W`. */
export const linuxPing: PingProgram = {
  command({ ip }, options, roomMs) {
    const fitted = fitBurst(options, roomMs);
    if (!fitted) return undefined;
    return {
      file: 'ping',
      args: factory.createBuilder('linux').getCommandArguments(ip, {
        timeout: Math.ceil(fitted.replyTimeoutMs / 1000),
        min_reply: fitted.count,
        packetSize: options.sizeBytes,
        extra: ['-i', String(options.spacingMs / 1000), '--'],
      }),
      env: { LC_ALL: 'C' },
      interruptAfterMs: fitted.lastsMs,
      timeoutMs: fitted.lastsMs + graceMs,
      readCut: ({ stdout, durationMs }) => readCutUnixOutput(stdout, fitted.overAfter(durationMs)),
    };
  },
  read: readUnixOutput,
  /** `-O` prints a line for a packet without an answer; iputils alone has it, the others refuse it. */
  stream({ ip }, { spacingMs, sizeBytes }) {
    const options = [
      '-i',
      String(spacingMs / 1000),
      '-s',
      String(sizeBytes),
      '-w',
      String(streamLifeSeconds),
    ];
    return { file: 'ping', args: ['-n', '-O', ...options, '--', ip], env: { LC_ALL: 'C' }, firstSequence: 1 };
  },
  hints: {
    missing: 'Install the package "iputils-ping" (Debian, Ubuntu) or "iputils" (Fedora, Arch, openSUSE).',
    permission:
      'Give the program the right back (sudo setcap cap_net_raw+p "$(command -v ping)") or see whether a firewall forbids it.',
  },
};
