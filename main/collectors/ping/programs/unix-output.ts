import { failure, type Outcome, success } from '../../../outcome';
import type { ProcessResult } from '../../../platform/process';
import type { Address } from '../../probing/address';
import type { Burst, Reply } from '../burst';
import type { PingFailureCode } from './program';
import { readLine, saysNoRoute } from './unix-lines';

const notPermitted = /not permitted|permission denied|privilege/i;
/** What pings without IPv6 say of an IPv6 address, which no name server was asked for. */
const notAnAddress = /unknown host|bad address/i;

export function readUnixOutput(result: ProcessResult, address: Address): Outcome<Burst, PingFailureCode> {
  const burst = parse(result.stdout);
  const { sent, replies, remark } = burst;
  const complaints = linesOf(result.stderr);
  // macOS counts what the kernel refused as transmitted. With a route, it refuses only after a few lost packets.
  const refused = complaints.filter((line) => saysNoRoute(line)).length;
  const contradictory = replies.length > sent;
  if (sent === 0 || contradictory || (replies.length === 0 && refused >= sent))
    return explain(result, address);
  const said = remark ?? complaints[0];
  return success({ ...burst, ...(said === undefined ? {} : { remark: said }) });
}

/** Of a run that did not come to its statistics: `over` packets' time was over when it was ended. */
export function readCutUnixOutput(stdout: string, over: number): Burst | undefined {
  const burst = parse(stdout);
  const sent = Math.max(over, burst.replies.length);
  return sent > 0 && linesOf(stdout).some((line) => readLine(line)?.kind === 'start')
    ? { ...burst, sent }
    : undefined;
}

function parse(output: string): Burst {
  const answered = new Map<number, Reply>();
  let [sent, duplicates] = [0, 0];
  let remark: string | undefined;
  for (const text of linesOf(output)) {
    const line = readLine(text);
    if (line?.kind === 'statistics') sent = line.sent;
    else if (line?.kind === 'remark') remark = line.text;
    else if (line?.kind === 'reply') {
      // A duplicate comes later and is no measure of the way.
      if (answered.has(line.reply.sequence)) duplicates++;
      else answered.set(line.reply.sequence, line.reply);
    }
  }
  const replies = [...answered.values()].sort((a, b) => a.sequence - b.sequence);
  return { sent, replies, duplicates, ...(remark === undefined ? {} : { remark }) };
}

/** A run that sent nothing: iputils ends with 2 then, busybox and inetutils with 1 as for lost packets. */
function explain(result: ProcessResult, { ip, version }: Address): Outcome<Burst, PingFailureCode> {
  const lines = linesOf(result.stderr);
  const line = lines.find((text) => saysNoRoute(text) || notPermitted.test(text)) ?? lines[0] ?? '';
  if (saysNoRoute(line)) return failure('no_route', `There is no route to ${ip}: ping says "${line}".`);
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
