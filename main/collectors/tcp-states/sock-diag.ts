import { failure, type Outcome, success } from '../../outcome';
import type { Tally } from './tally';

/** include/uapi/linux/netlink.h */
export const netlinkSockDiag = 4;
const typeDone = 3;
const flagRequest = 0x1;
const flagDump = 0x300;
const flagInterrupted = 0x10;
const headerBytes = 16;

/**
 * include/uapi/linux/inet_diag.h: TCPDIAG_GETSOCK, with `inet_diag_req` after the header. Older than SOCK_DIAG_BY_FAMILY and
 * half the cost: the kernel goes through its table once for IPv4 and IPv6 together.
 */
const tcpSockets = 18;
const requestBytes = headerBytes + 60;
const statesAt = headerBytes + 52;

/** States 1 to 12: newer kernels have a bit more, for sockets that are bound and nothing else, which /proc never shows. */
const allStates = 0x1ffe;
const listenState = 10;

/** All TCP sockets, for the kernel that runs here: numbers are in this machine's byte order. */
export function dumpRequest(sequence: number): Uint8Array {
  const message = new ArrayBuffer(requestBytes);
  const words = new Uint32Array(message);
  const halves = new Uint16Array(message);
  words[0] = requestBytes;
  halves[2] = tcpSockets;
  halves[3] = flagRequest | flagDump;
  words[2] = sequence;
  words[statesAt / 4] = allStates;
  return new Uint8Array(message);
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
    const messageBytes = wordAt(at);
    if (messageBytes < headerBytes) return failure('interrupted', 'The kernel gave a message of no length.');
    if (wordAt(at + 8) === sequence) {
      const type = halfAt(at + 4);
      if (halfAt(at + 6) & flagInterrupted) {
        return failure('interrupted', 'Sockets changed while the kernel listed them.');
      }
      if (type !== tcpSockets) return endOf(type, messageBytes > headerBytes ? errnoAt(at) : 0);
      countSocket(at, tally);
    }
    at += (messageBytes + 3) & ~3;
  }
  return success(false);
}

function countSocket(at: number, tally: Tally): void {
  const message = at + headerBytes;
  const state = datagram[message + 1] ?? 0;
  tally.count(state);
  // Of a listening socket wqueue is the limit of its queue, not what is in it; /proc does not have it.
  tally.addQueued(wordAt(message + 56), state === listenState ? 0 : wordAt(message + 60));
}

function wordAt(byte: number): number {
  return words[byte / 4] ?? 0;
}

function halfAt(byte: number): number {
  return halves[byte / 2] ?? 0;
}

/** 0 or, for an error, below 0: what follows the header of an end, except in older kernels, and of an error. */
function errnoAt(at: number): number {
  return wordAt(at + headerBytes) | 0;
}

function endOf(type: number, errno: number): Outcome<boolean, DumpFailureCode> {
  if (type === typeDone && errno === 0) return success(true);
  return failure(
    'unavailable',
    `The kernel does not list its TCP sockets: message ${type}, error ${-errno}.`,
  );
}
