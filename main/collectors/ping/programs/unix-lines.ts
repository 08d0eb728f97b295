import type { Reply } from '../burst';

/** What one line of iputils, busybox, GNU inetutils, macOS' or BSD's ping says. */
export type PingLine =
  | { readonly kind: 'start' }
  | { readonly kind: 'reply'; readonly reply: Reply }
  /** iputils with `-O`: the next packet leaves now, and this one had no answer yet. */
  | { readonly kind: 'silence'; readonly sequence: number }
  | { readonly kind: 'statistics'; readonly sent: number }
  /** Of a packet that was not answered; busybox and inetutils leave its number out. */
  | { readonly kind: 'remark'; readonly text: string; readonly sequence?: number };

/**
 * Read by shape, so that a translated iputils is understood too (https://github.com/iputils/iputils/issues/576), and by
 * sequence number, which the `ping` package's parser does not do: it counts a duplicate as one more reply.
 */
const replyLine = /\b(?:icmp_)?seq=(\d+)\b(?:.*\b(?:ttl|hlim)=(\d+))?.*[=<] ?(\d+(?:[.,]\d+)?) ?(?:ms|мс)/;

/** `4 packets transmitted, 3 received, 25% packet loss`. */
const statisticsLine = /^\D*(\d+) [^,:]*,\D*(\d+)\b.*\d ?%/;

/** `From 10.0.0.1 icmp_seq=1 Destination Host Unreachable`, `92 bytes from 10.0.0.1: Destination Net Unreachable`. */
const remarkLine = /^(?:From|\d+ bytes from) (\S+?):?(?: icmp_seq=(\d+))? ([A-Z][A-Za-z ,]+)/;

const silenceLine = /^no answer yet for icmp_seq=(\d+)/;

/** Undefined for a line that says nothing of a packet. */
export function readLine(line: string): PingLine | undefined {
  const reply = replyLine.exec(line);
  if (reply) return { kind: 'reply', reply: replyOf(reply) };
  const silence = silenceLine.exec(line);
  if (silence) return { kind: 'silence', sequence: Number(silence[1]) };
  if (line.startsWith('PING ')) return { kind: 'start' };
  const statistics = statisticsLine.exec(line);
  if (statistics) return { kind: 'statistics', sent: Number(statistics[1]) };
  const remark = remarkLine.exec(line);
  if (!remark) return undefined;
  const sequence = remark[2] === undefined ? {} : { sequence: Number(remark[2]) };
  return { kind: 'remark', text: `${remark[1]} says "${remark[3]}"`, ...sequence };
}

function replyOf([, sequence, ttl, ms]: RegExpExecArray): Reply {
  return {
    sequence: Number(sequence),
    // Moving the point in the text keeps the digits: 0.016 ms are 0.000016 s exactly.
    rttSeconds: Number(`${ms?.replace(',', '.')}e-3`),
    ...(ttl === undefined ? {} : { ttl: Number(ttl) }),
  };
}

/** The kernel's words for a packet that could not even leave. */
const noRoute =
  /network is (?:unreachable|down)|no route to host|cannot assign requested address|address family not supported/i;

export function saysNoRoute(line: string): boolean {
  return noRoute.test(line);
}

/** It ended at once, since it does not know an option. */
export function saysWrongOption(output: string): boolean {
  return /invalid option|unrecognized option|usage:/i.test(output);
}
