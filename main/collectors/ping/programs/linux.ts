import factory from 'ping/lib/builder/factory.js';
import { graceMs, type PingProgram } from './program';
import { readUnixOutput } from './unix-output';

/** iputils, busybox or GNU inetutils: only options that all of them take, and whole seconds for `-W`. */
export const linuxPing: PingProgram = {
  command({ ip }, { count, spacingMs, replyTimeoutMs }) {
    const lingerSeconds = Math.ceil(replyTimeoutMs / 1000);
    return {
      file: 'ping',
      args: factory.createBuilder('linux').getCommandArguments(ip, {
        timeout: lingerSeconds,
        min_reply: count,
        extra: ['-i', String(spacingMs / 1000), '--'],
      }),
      env: { LC_ALL: 'C' },
      timeoutMs: (count - 1) * spacingMs + lingerSeconds * 1000 + graceMs,
    };
  },
  read: readUnixOutput,
  hints: {
    missing: 'Install the package "iputils-ping" (Debian, Ubuntu) or "iputils" (Fedora, Arch, openSUSE).',
    permission:
      'Give the program the right back (sudo setcap cap_net_raw+p "$(command -v ping)") or see whether a firewall forbids it.',
  },
};
