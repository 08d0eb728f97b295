import { failure, type Outcome, success } from '../../../outcome';
import type { ProcessResult } from '../../../platform/process';
import type { Address } from '../../probing/address';
import type { Burst, Reply } from '../burst';
import type { PingFailureCode } from './program';

/**
 * What iputils, busybox, GNU inetutils, macOS and BSD print. Read by shape, so that a translated iputils is
 * understood too (https://github.com/iputils/iputils/issues/576), and by sequence number, which the `ping`
 * package's parser does not do: it counts a duplicate as one more reply.
 */
const replyLine = /\b(?:icmp_)?seq=(\d+)\b.*[=<] ?(\d+(?:[.,]\d+)?) ?(?:ms|мс)/;

/** `4 packets transmitted, 3 received, 25% packet loss`. */
const statisticsLine = /^\D*(\d+) [^,:]*,\D*(\d+)\b.*\d ?%/;

/** `From 10.0.0.1 icmp_seq=1 Destination Host Unreachable`, `92 bytes from 10.0.0.1: Destination Net Unreachable`. */
const remarkLine = /^(?:From|\d+ bytes from) (\S+?):?(?: icmp_seq=\d+)? ([A-Z][A-Za-z ,]+)/;

/** The kernel's words for a packet that could not even leave. */
const noRoute =
  /network is (?:unreachable|down)|no route to host|cannot assign requested address|address family not supported/i;
const notPermitted = /not permitted|permission denied|privilege/i;
/** What pings without IPv6 say of an IPv6 address, which no name server was asked for. */
const notAnAddress = /unknown host|bad address/i;

export function readUnixOutput(result: ProcessResult, address: Address): Outcome<Burst, PingFailureCode> {
  const { sent, replies, remark } = parse(result.stdout);
  const complaints = linesOf(result.stderr);
  // macOS counts what the kernel refused as transmitted. With a route, it refuses only after a few lost packets.
  const refused = complaints.filter((line) => noRoute.test(line)).length;
  const contradictory = replies.length > sent;
  if (sent === 0 || contradictory || (replies.length === 0 && refused >= sent))
    return explain(result, address);
  const said = remark ?? complaints[0];
  return success({ sent, replies, ...(said === undefined ? {} : { remark: said }) });
}

function parse(output: string): Burst {
  const rttSeconds = new Map<number, number>();
  let sent = 0;
  let remark: string | undefined;
  for (const line of linesOf(output)) {
    const [reply, statistics, said] = [
      replyLine.exec(line),
      statisticsLine.exec(line),
      remarkLine.exec(line),
    ];
    if (reply) {
      const sequence = Number(reply[1]);
      // A duplicate comes later and is no measure of the way.
      if (!rttSeconds.has(sequence)) rttSeconds.set(sequence, Number(`${reply[2]?.replace(',', '.')}e-3`));
    } else if (statistics) sent = Number(statistics[1]);
    else if (said) remark = `${said[1]} says "${said[2]}"`;
  }
  const replies = [...rttSeconds].map(([sequence, rtt]): Reply => ({ sequence, rttSeconds: rtt }));
  return { sent, replies, ...(remark === undefined ? {} : { remark }) };
}

/** A run that sent nothing: iputils ends with 2 then, busybox and inetutils with 1 as for lost packets. */
function explain(result: ProcessResult, { ip, version }: Address): Outcome<Burst, PingFailureCode> {
  const lines = linesOf(result.stderr);
  const line = lines.find((text) => noRoute.test(text) || notPermitted.test(text)) ?? lines[0] ?? '';
  if (noRoute.test(line)) return failure('no_route', `There is no route to ${ip}: ping says "${line}".`);
  if (notPermitted.test(line)) {
    return failure('permission', `Sending a ping is not permitted: ping says "${line}".`);
  }
  if (version === 6 && notAnAddress.test(line)) {
    return failure('no_ping_program', 'The ping program of this machine does not know IPv6 addresses.');
  }
  const status =
    result.exitCode === undefined ? 'was ended by a signal' : `ended with status ${result.exitCode}`;
  const words = line === '' ? (linesOf(result.stdout)[0] ?? '') : line;
  return failure(
    'bad_output',
    `ping ${status} without a result for ${ip} and said "${words.slice(0, 200)}".`,
  );
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}
