import factory from 'ping/lib/builder/factory.js';
import { fitBurst } from './fit-burst';
import { graceMs, type PingProgram } from './program';
import { readCutUnixOutput, readUnixOutput } from './unix-output';

/** Without root, ping6 takes no less. It would wait ten seconds after its last packet, and no option says otherwise. */
const ping6SpacingMs = 1_000;

export const macosPing: PingProgram = {
  command({ ip, version }, options, roomMs) {
    const isV6 = version === 6;
    const spacingMs = isV6 ? Math.max(options.spacingMs, ping6SpacingMs) : options.spacingMs;
    const fitted = fitBurst({ ...options, spacingMs }, roomMs);
    if (!fitted) return undefined;
    return {
      file: factory.getExecutablePath('darwin', isV6),
      args: factory.createBuilder('darwin').getCommandArguments(ip, {
        v6: isV6,
        timeout: isV6 ? false : fitted.replyTimeoutMs / 1000,
        min_reply: fitted.count,
        packetSize: options.sizeBytes,
        extra: ['-i', String(spacingMs / 1000), '--'],
      }),
      env: { LC_ALL: 'C' },
      interruptAfterMs: fitted.lastsMs,
      timeoutMs: fitted.lastsMs + graceMs,
      readCut: ({ stdout, durationMs }) => readCutUnixOutput(stdout, fitted.overAfter(durationMs)),
    };
  },
  read: readUnixOutput,
  hints: {
    missing: 'It is a part of macOS: /sbin/ping and, for IPv6, /sbin/ping6.',
    permission: 'See whether a firewall or a profile of this Mac forbids it.',
  },
};
