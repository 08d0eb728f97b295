import factory from 'ping/lib/builder/factory.js';
import { graceMs, type PingProgram } from './program';
import { readUnixOutput } from './unix-output';

/** Without root, ping6 takes no less; it has no option for how long to wait after the last packet. */
const ping6SpacingMs = 1_000;
const ping6LingerMs = 10_000;

export const macosPing: PingProgram = {
  command({ ip, version }, options) {
    const isV6 = version === 6;
    const spacingMs = isV6 ? Math.max(options.spacingMs, ping6SpacingMs) : options.spacingMs;
    const lingerMs = isV6 ? ping6LingerMs : options.replyTimeoutMs;
    return {
      file: factory.getExecutablePath('darwin', isV6),
      args: factory.createBuilder('darwin').getCommandArguments(ip, {
        v6: isV6,
        timeout: isV6 ? false : lingerMs / 1000,
        min_reply: options.count,
        extra: ['-i', String(spacingMs / 1000), '--'],
      }),
      env: { LC_ALL: 'C' },
      timeoutMs: (options.count - 1) * spacingMs + lingerMs + graceMs,
    };
  },
  read: readUnixOutput,
  hints: {
    missing: 'It is a part of macOS: /sbin/ping and, for IPv6, /sbin/ping6.',
    permission: 'See whether a firewall or a profile of this Mac forbids it.',
  },
};
