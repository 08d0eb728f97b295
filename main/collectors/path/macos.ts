import { readLine } from '../ping/programs/unix-lines';
import { addressOf } from '../probing/address';
import { type HopAnswer, type HopProgram, hopPatienceMs } from './hop-program';

/**
 * It does not say how long a router's answer took. ping6 speaks of routers only when it is to be verbose
 * (https://github.com/apple-oss-distributions/network_cmds, ping.tproj/ping.c and ping6.tproj/ping6.c).
 */
export const macosHops: HopProgram = {
  command: ({ ip, version }, ttl) =>
    version === 6
      ? { file: 'ping6', args: ['-n', '-v', '-c', '1', '-h', String(ttl), '--', ip], env: { LC_ALL: 'C' } }
      : {
          file: 'ping',
          args: ['-n', '-c', '1', '-W', String(hopPatienceMs), '-m', String(ttl), '--', ip],
          env: { LC_ALL: 'C' },
        },
  read: readMacLines,
  probe: 0,
  probeAfterMs: 50,
  missing: 'It is a part of macOS: /sbin/ping and, for IPv6, /sbin/ping6.',
};

/** `92 bytes from 10.0.0.1: Time to live exceeded`; of the host `64 bytes from 8.8.8.8: icmp_seq=0 …`, with a comma in ping6. */
const answerLine = /^\d+ bytes from ([^\s,]+?)[:,] (.*)$/;

function readMacLines(lines: readonly string[]): Map<number, HopAnswer> {
  for (const line of lines) {
    const [, ip = '', words = ''] = answerLine.exec(line) ?? [];
    const address = addressOf(ip);
    if (!address) continue;
    const said = readLine(line);
    if (said?.kind === 'reply') {
      return new Map([[0, { ip: address.ip, from: 'host', rttSeconds: said.reply.rttSeconds }]]);
    }
    if (/exceeded/i.test(words)) return new Map([[0, { ip: address.ip, from: 'router' }]]);
    if (/unreach|prohibited/i.test(words)) return new Map([[0, { ip: address.ip, from: 'refused' }]]);
  }
  return new Map();
}
