import { failure, type Outcome, success } from '../../outcome';
import type { NetlinkSocket, OpenNetlink } from '../../platform/netlink';
import { Slices } from '../../platform/slices';
import type { Machine } from '../collector';
import type { Reading } from './reading';
import { countDatagram, type DumpFailureCode, datagram, dumpRequest, netlinkSockDiag } from './sock-diag';
import { Tally } from './tally';

/** Each reading has a socket of its own, so that one number is enough to know its answer by. */
const sequence = 1;

type ReadingFailureCode = DumpFailureCode | 'aborted';

/** Asks the kernel for its sockets, of this network namespace alone, and gives the event loop a turn every few milliseconds. */
export async function readNetlink(
  open: OpenNetlink,
  clock: Machine['clock'],
  signal: AbortSignal,
): Promise<Outcome<Reading, ReadingFailureCode>> {
  const opened = open(netlinkSockDiag);
  if (!opened.ok) return opened;
  const tally = new Tally();
  const slices = new Slices(clock);
  try {
    const dumped = await dump(opened.value, { tally, slices, signal });
    if (!dumped.ok) return dumped;
  } finally {
    opened.value.close();
  }
  const { counts, queued } = tally;
  return success({ counts, queued, source: 'netlink' });
}

interface Dump {
  readonly tally: Tally;
  readonly slices: Slices;
  readonly signal: AbortSignal;
}

async function dump(
  socket: NetlinkSocket,
  { tally, slices, signal }: Dump,
): Promise<Outcome<void, ReadingFailureCode>> {
  const asked = socket.send(dumpRequest(sequence));
  if (!asked.ok) return asked;
  for (;;) {
    const received = socket.receive(datagram);
    if (!received.ok) return received;
    const isOver = countDatagram(received.value, sequence, tally);
    if (!isOver.ok) return isOver;
    if (isOver.value) return success(undefined);
    if (!slices.isOver()) continue;
    await slices.turnOfOthers();
    if (signal.aborted) return failure('aborted', 'Listing the sockets took too long and was given up.');
  }
}
