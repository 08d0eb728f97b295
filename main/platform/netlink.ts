import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { getSystemErrorName } from 'node:util';
import type Koffi from 'koffi';
import { failure, messageOf, type Outcome, success } from '../outcome';

/** Asks the Linux kernel questions in this process, without a program or a file (man 7 netlink). */
export interface NetlinkSocket {
  send(message: Uint8Array): Outcome<void, NetlinkFailureCode>;
  /** Puts the next datagram into `buffer`, which must have room for all of it, and says how long it is. Never waits. */
  receive(buffer: Uint8Array): Outcome<number, NetlinkFailureCode>;
  /** May be called twice. */
  close(): void;
}

/** `unavailable`: this system does not have it or forbids it. `interrupted`: something was lost; asking again may help. */
export type NetlinkFailureCode = 'unavailable' | 'interrupted';

/** `protocol`: NETLINK_SOCK_DIAG, … (include/uapi/linux/netlink.h). */
export type OpenNetlink = (protocol: number) => Outcome<NetlinkSocket, NetlinkFailureCode>;

/** As on every architecture that koffi is built for (include/uapi/asm-generic). */
const afNetlink = 16;
const sockRaw = 3;
const sockNonBlock = 0o4000;
const sockCloseOnExec = 0o2000000;
/** `recv` gives the true length of a datagram that is longer than the buffer. */
const msgTruncate = 0x20;

export const openNetlink: OpenNetlink = (protocol) => {
  const found = findLibc();
  if (!found.ok) return found;
  const libc = found.value;
  const descriptor = libc.socket(afNetlink, sockRaw | sockNonBlock | sockCloseOnExec, protocol);
  return descriptor < 0 ? refused('opened', libc.errno()) : success(netlinkSocket(libc, descriptor));
};

function netlinkSocket(libc: Libc, opened: number): NetlinkSocket {
  let descriptor = opened;
  return {
    send(message) {
      const sent = libc.send(descriptor, message, message.length, 0);
      return sent === message.length ? success(undefined) : refused('asked', libc.errno());
    },
    receive(buffer) {
      const length = libc.recv(descriptor, buffer, buffer.length, msgTruncate);
      if (length < 0) return refused('read', libc.errno());
      if (length <= buffer.length) return success(length);
      return failure('interrupted', `The kernel's answer has ${length} bytes, more than ${buffer.length}.`);
    },
    close() {
      if (descriptor >= 0) libc.close(descriptor);
      // The number may soon be another file's.
      descriptor = -1;
    },
  };
}

/** Nothing more to read though the answer is not over, or more than the socket could hold: parts of the answer are lost. */
const lossErrors: readonly number[] = [constants.errno.EAGAIN, constants.errno.ENOBUFS];

function refused(done: string, errno: number): Outcome<never, NetlinkFailureCode> {
  const code = lossErrors.includes(errno) ? 'interrupted' : 'unavailable';
  return failure(code, `The kernel could not be ${done} by netlink: ${getSystemErrorName(-errno)}.`);
}

interface Libc {
  socket(domain: number, type: number, protocol: number): number;
  send(descriptor: number, bytes: Uint8Array, length: number, flags: number): number;
  recv(descriptor: number, into: Uint8Array, length: number, flags: number): number;
  close(descriptor: number): number;
  /** Of the call before. */
  errno(): number;
}

let libc: Outcome<Libc, 'unavailable'> | undefined;

/** Loads koffi at the first use only, and looks for its binary once: there is none for some systems. */
function findLibc(): Outcome<Libc, 'unavailable'> {
  libc ??= loadLibc();
  return libc;
}

function loadLibc(): Outcome<Libc, 'unavailable'> {
  try {
    // Not `import`: a module loader of Electron before 28 does not look into app.asar.
    const koffi = createRequire(__filename)('koffi') as typeof Koffi;
    // The C library that this process already has, whatever its name.
    const library = koffi.load(null);
    return success({
      socket: library.func('int socket(int, int, int)'),
      send: library.func('intptr_t send(int, const void *, size_t, int)'),
      recv: library.func('intptr_t recv(int, void *, size_t, int)'),
      close: library.func('int close(int)'),
      errno: () => koffi.errno(),
    });
  } catch (thrown) {
    return failure('unavailable', `The C library cannot be called: ${messageOf(thrown)}.`);
  }
}
