import { endianness } from 'node:os';
import { failure, success } from '../../main/outcome';
import type { NetlinkFailureCode, NetlinkSocket, OpenNetlink } from '../../main/platform/netlink';

export interface FakeSocket {
  readonly state: number;
  readonly rxQueue?: number;
  readonly txQueue?: number;
}

/** What one `receive` gives: a datagram, or its failure. */
export type Answer = Uint8Array | NetlinkFailureCode;

export interface FakeNetlink {
  readonly open: OpenNetlink;
  readonly opened: number;
  readonly stillOpen: number;
  /** What the kernel was asked. */
  readonly asked: readonly Uint8Array[];
}

/** A kernel that answers a dump with these datagrams; or that cannot be opened. */
export function fakeNetlink(answers: (sequence: number) => Iterable<Answer> | 'unavailable'): FakeNetlink {
  const netlink = { opened: 0, stillOpen: 0, asked: [] as Uint8Array[] };
  const open: OpenNetlink = () => {
    netlink.opened++;
    if (answers(0) === 'unavailable') return failure('unavailable', 'There is no netlink here.');
    netlink.stillOpen++;
    const socket = socketOf(answers, () => netlink.stillOpen--);
    const send: NetlinkSocket['send'] = (message) => {
      netlink.asked.push(message);
      return socket.send(message);
    };
    return success({ ...socket, send });
  };
  return Object.assign(netlink, { open });
}

function socketOf(
  answers: (sequence: number) => Iterable<Answer> | 'unavailable',
  close: () => void,
): NetlinkSocket {
  let pending: Iterator<Answer> = [].values();
  return {
    send(message) {
      const asked = answers(new DataView(message.buffer).getUint32(8, littleEndian));
      pending = asked === 'unavailable' ? [].values() : asked[Symbol.iterator]();
      return success(undefined);
    },
    receive(buffer) {
      const next = pending.next();
      if (next.done) return failure('interrupted', 'EAGAIN');
      if (typeof next.value === 'string') return failure(next.value, 'as the test wants it');
      buffer.set(next.value);
      return success(next.value.length);
    },
    close,
  };
}

const littleEndian = endianness() === 'LE';
const dumpType = 18;
export const doneType = 3;
export const errorType = 2;

/** A dump of the sockets as the kernel cuts it: whole messages, a few hundred a datagram, and the end in one of its own. */
export function* dumpOf(sequence: number, sockets: Iterable<FakeSocket>): Iterable<Uint8Array> {
  let messages: Uint8Array[] = [];
  for (const socket of sockets) {
    messages.push(socketMessage(sequence, socket));
    if (messages.length === 300) {
      yield Buffer.concat(messages);
      messages = [];
    }
  }
  yield Buffer.concat(messages);
  yield endMessage(sequence, doneType, 0);
}

/** `struct inet_diag_msg` and one attribute, as Linux 6 adds. */
export function socketMessage(
  sequence: number,
  { state, rxQueue = 0, txQueue = 0 }: FakeSocket,
  flags = 0x2,
) {
  const message = messageOf(16 + 72 + 8, dumpType, flags, sequence);
  message.set([2, state], 16);
  new Uint32Array(message.buffer, 16 + 56, 2).set([rxQueue, txQueue]);
  return message;
}

export function endMessage(sequence: number, type: number, errno: number): Uint8Array {
  const message = messageOf(20, type, 0x2, sequence);
  new Int32Array(message.buffer, 16, 1)[0] = errno;
  return message;
}

function messageOf(length: number, type: number, flags: number, sequence: number): Uint8Array {
  const message = new Uint8Array(length);
  new Uint32Array(message.buffer, 0, 1)[0] = length;
  new Uint16Array(message.buffer, 4, 2).set([type, flags]);
  new Uint32Array(message.buffer, 8, 1)[0] = sequence;
  return message;
}
