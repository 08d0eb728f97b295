import { closeSync, openSync, readSync } from 'node:fs';
import { failure, messageOf, type Outcome, success } from '../outcome';
import type { Clock } from './clock';
import { Slices } from './slices';

export type ReadFailureCode = 'not_found' | 'not_permitted' | 'not_readable' | 'aborted';

export interface SliceOptions {
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly signal?: AbortSignal;
  /** Of work that goes on with other files: each by itself, they would hold the event loop for the sum of their slices. */
  readonly slices?: Slices;
}

/** The kernel hands out at most a page of a table in /proc a read, however large the buffer is. */
const chunkBytes = 4096;

/** One for all: `onBytes` is done with it before anybody else gets a turn. */
const chunk = Buffer.allocUnsafe(chunkBytes);

/**
 * Reads a file to its end in order and gives the event loop a turn every few milliseconds: for tables in
 * /proc, which the kernel writes while they are read and which grow to megabytes. `onBytes` gets a buffer
 * that the next read overwrites.
 */
export async function readInSlices(
  path: string,
  onBytes: (bytes: Buffer) => void,
  { clock, signal, slices = new Slices(clock) }: SliceOptions,
): Promise<Outcome<void, ReadFailureCode>> {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    for (;;) {
      const length = readSync(file, chunk, 0, chunkBytes, null);
      if (length === 0) return success(undefined);
      onBytes(chunk.subarray(0, length));
      if (!slices.isOver()) continue;
      await slices.turnOfOthers();
      if (signal?.aborted) return failure('aborted', `Reading ${path} took too long and was given up.`);
    }
  } catch (error) {
    return readFailure(path, error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** A small file as text: bytes are taken as Latin-1, as the kernel's tables are ASCII. */
export async function readTable(
  path: string,
  options: SliceOptions,
): Promise<Outcome<string, ReadFailureCode>> {
  let text = '';
  const read = await readInSlices(path, (bytes) => (text += bytes.toString('latin1')), options);
  return read.ok ? success(text) : read;
}

function readFailure(path: string, error: unknown): Outcome<never, ReadFailureCode> {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return failure('not_found', `There is no file ${path}.`);
    case 'EACCES':
    case 'EPERM':
      return failure('not_permitted', `This user may not read ${path}.`);
    default:
      return failure('not_readable', `${path} could not be read: ${messageOf(error)}.`);
  }
}
