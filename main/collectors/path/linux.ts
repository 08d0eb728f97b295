import { readLine } from '../ping/programs/unix-lines';
import { addressOf } from '../probing/address';
import { type HopAnswer, type HopProgram, hopPatienceMs } from './hop-program';

/**
 * iputils. It says of a router's answer when it came (`-D`), not how long it took; but with `-O` it also says when the next packet
 * leaves, as a packet that only a router answered counts as unanswered. So two packets leave, a second apart, and the second is the probe.
 */
export const linuxHops: HopProgram = {
  command: ({ ip }, ttl) => ({
    file: 'ping',
    args: [
      ...['-n', '-D', '-O', '-c', '2', '-i', '1'],
      ...['-W', String(hopPatienceMs / 1000), '-t', String(ttl), '--', ip],
    ],
    env: { LC_ALL: 'C' },
  }),
  read: readStampedLines,
  probe: 2,
  probeAfterMs: 1_050,
  missing: 'Install the package "iputils-ping" (Debian, Ubuntu) or "iputils" (Fedora, Arch, openSUSE).',
};

/** `[1795420244.620612] From 10.98.1.2 icmp_seq=2 Time to live exceeded`; over IPv6 it says `Time exceeded: Hop limit`. */
const stampedLine = /^\[(\d+)\.(\d{6})\] (.*)$/;
const routerLine = /^From (\S+) icmp_seq=(\d+) (.*)$/;
const hostLine = /^\d+ bytes from (\S+): icmp_seq=/;

function readStampedLines(lines: readonly string[]): Map<number, HopAnswer> {
  const answers = new Map<number, HopAnswer>();
  const leftAtUs = new Map<number, number>();
  for (const line of lines) {
    const [, seconds, micros, text = ''] = stampedLine.exec(line) ?? [];
    const atUs = Number(seconds) * 1e6 + Number(micros);
    const said = readLine(text);
    if (said?.kind === 'silence') leftAtUs.set(said.sequence + 1, atUs);
    const found = said?.kind === 'reply' ? ofHost(text, said.reply) : ofRouter(text, { atUs, leftAtUs });
    if (found && !answers.has(found.sequence)) answers.set(found.sequence, found.answer);
  }
  return answers;
}

interface Found {
  readonly sequence: number;
  readonly answer: HopAnswer;
}

function ofHost(
  text: string,
  { sequence, rttSeconds }: { sequence: number; rttSeconds: number },
): Found | undefined {
  const address = addressOf(hostLine.exec(text)?.[1] ?? '');
  return address && { sequence, answer: { ip: address.ip, from: 'host', rttSeconds } };
}

function ofRouter(
  text: string,
  { atUs, leftAtUs }: { atUs: number; leftAtUs: ReadonlyMap<number, number> },
): Found | undefined {
  const [, ip = '', number, words = ''] = routerLine.exec(text) ?? [];
  const address = addressOf(ip);
  if (!address) return undefined;
  const sequence = Number(number);
  const leftUs = leftAtUs.get(sequence);
  const from = /exceeded/i.test(words) ? 'router' : 'refused';
  const rtt = leftUs === undefined || atUs < leftUs ? {} : { rttSeconds: (atUs - leftUs) / 1e6 };
  return { sequence, answer: { ip: address.ip, from, ...rtt } };
}
