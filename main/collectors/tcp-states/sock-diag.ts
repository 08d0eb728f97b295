import { failure, type Outcome, success } from '../../outcome';
import type { Tally } from './tally';

/** include/uapi/linux/netlink.h */
export const netlinkSockDiag = 4;
const typeError = 2;
const typeDone = 3;
const flagRequest = 0x1;
const flagDump = 0x300;
const flagInterrupted = 0x10;
const headerBytes = 16;

/** include/uapi/linux/sock_diag.h, inet_diag.h: `inet_diag_req_v2` after the header. */
const sockDiagByFamily = 20;
const requestBytes = headerBytes + 56;
const protocolTcp = 6;

/** States 1 to 12: newer kernels have a bit more, for sockets that are bound and nothing else, which /proc never shows. */
const allStates = 0x1ffe;
const listenState = 10;

/** The whole of the family's TCP sockets, for the kernel that runs here: numbers are in this machine's byte order. */
export function dumpRequest(family: number, sequence: number): Uint8Array {
  const message = new ArrayBuffer(requestBytes);
  const words = new Uint32Array(message);
  const halves = new Uint16Array(message);
  const bytes = new Uint8Array(message);
  words[0] = requestBytes;
  halves[2] = sockDiagByFamily;
  halves[3] = flagRequest | flagDump;
  words[2] = sequence;
  bytes[headerBytes] = family;
  bytes[headerBytes + 1] = protocolTcp;
  words[headerBytes / 4 + 1] = allStates;
  return bytes;
}

/** One for all dumps: a datagram is counted before anybody else gets a turn. The kernel makes none larger than 32 KiB. */
const bufferBytes = 32 * 1024;
export const datagram = new Uint8Array(bufferBytes);
const words = new Uint32Array(datagram.buffer);
const halves = new Uint16Array(datagram.buffer);

export type DumpFailureCode = 'unavailable' | 'interrupted';

/**
 * Counts the sockets in the first `length` bytes of `datagram`; true at the dump's end. Each is a header and an
 * `inet_diag_msg`: family, state, …, at 56 rqueue, at 60 wqueue. Answers to other requests are passed over.
 */
export function countDatagram(
  length: number,
  sequence: number,
  tally: Tally,
): Outcome<boolean, DumpFailureCode> {
  for (let at = 0; at + headerBytes <= length; ) {
    const word = at / 4;
    const messageBytes = words[word] ?? 0;
    if (messageBytes < headerBytes) return failure('interrupted', 'The kernel gave a message of no length.');
    if (words[word + 2] === sequence) {
      if ((halves[at / 2 + 3] ?? 0) & flagInterrupted) {
        return failure('interrupted', 'Sockets changed while the kernel listed them.');
      }
      const type = halves[at / 2 + 2];
      if (type === typeDone || type === typeError) return endOf(type, messageBytes, word);
      if (type === sockDiagByFamily) countSocket(at, tally);
    }
    at += (messageBytes + 3) & ~3;
  }
  return success(false);
}

function countSocket(at: number, tally: Tally): void {
  const state = datagram[at + headerBytes + 1] ?? 0;
  const queues = (at + headerBytes + 56) / 4;
  tally.count(state);
  // Of a listening socket wqueue is the limit of its queue, not what is in it; /proc does not have it.
  tally.addQueued(words[queues] ?? 0, state === listenState ? 0 : (words[queues + 1] ?? 0));
}

/** Both end with an error number below 0, or 0; that of the end is absent in older kernels. */
function endOf(type: number, messageBytes: number, word: number): Outcome<boolean, DumpFailureCode> {
  const errno = messageBytes > headerBytes ? (words[word + headerBytes / 4] ?? 0) | 0 : 0;
  if (type === typeDone && errno === 0) return success(true);
  return failure('unavailable', `The kernel does not list its TCP sockets: error ${-errno}.`);
}
