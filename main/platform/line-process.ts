import type { Readable } from 'node:stream';
import { type Outcome, success } from '../outcome';
import {
  type Child,
  endGroup,
  type ProcessFailureCode,
  type ProcessStart,
  startChild,
  startFailure,
} from './process';

export interface LineListener {
  /** Without its end; a very long one comes in pieces. */
  onLine(line: string, from: 'stdout' | 'stderr'): void;
  /** Once, last of all: the exit code, which is undefined when a signal ended it; or why it did not start. */
  onEnd(end: Outcome<number | undefined, ProcessFailureCode>): void;
}

export interface LineProcess {
  /**
   * What it prints to stdout waits, without waking this process up for each line, until `resume`. There is room for about 270 short
   * lines (Linux counts 768 bytes for each, of 208 kB); when that is used up, the program waits too.
   */
  pause(): void;
  /** Hands over lines as they come again; settles when those that waited have been handed over. */
  resume(): Promise<void>;
  /** Ends its whole process group; settles when it is gone. */
  end(): Promise<void>;
}

/**
 * Starts a program without a shell that goes on by itself, and hands over each line as it is printed. It is ended with
 * this process when that ends in an orderly way; when it is killed, the program's next line finds nobody to read it,
 * which ends it too (not on Windows).
 */
export type FollowProcess = (request: ProcessStart, listener: LineListener) => LineProcess;

const maxLineLength = 4_096;

const living = new Set<number>();

export const followProcess: FollowProcess = (request, listener) => {
  const started = startChild(request);
  if (!started.ok) {
    const told = Promise.resolve().then(() => listener.onEnd(started));
    return { pause() {}, resume: () => told, end: () => told };
  }
  const child = started.value;
  const gone = follow(request, child, listener);
  return {
    pause: () => reading(child, false),
    async resume() {
      reading(child, true);
      // What waits is read in the turn that begins now, and its end in the one after that.
      for (let turn = 0; turn < 2; turn++) await new Promise(setImmediate);
    },
    end() {
      reading(child, true);
      endGroup(child.pid);
      return gone;
    },
  };
};

/**
 * A paused stream of Node goes on reading until its buffer is full: only its handle can be told not to wake us up
 * (https://github.com/nodejs/node/blob/v20.x/lib/net.js, `Socket.prototype.pause`, does so for streams with a buffer of their own).
 * Where it has none of the two functions, lines are handed over as they come.
 */
function reading(child: Child, on: boolean): void {
  const { _handle: handle } = child.stdout as { _handle?: StreamHandle };
  if (!handle?.readStart || !handle.readStop || handle.reading === on) return;
  handle.reading = on;
  if (on) handle.readStart();
  else handle.readStop();
}

interface StreamHandle {
  reading?: boolean;
  readStart?(): void;
  readStop?(): void;
}

function follow(request: ProcessStart, child: Child, listener: LineListener): Promise<void> {
  const flush = [
    splitLines(child.stdout, (line) => listener.onLine(line, 'stdout')),
    splitLines(child.stderr, (line) => listener.onLine(line, 'stderr')),
  ];
  remember(child.pid);
  return new Promise((resolve) => {
    const settle = (end: Outcome<number | undefined, ProcessFailureCode>) => {
      living.delete(child.pid ?? 0);
      for (const rest of flush) rest();
      listener.onEnd(end);
      resolve();
    };
    child.once('error', (error) => {
      if (child.pid === undefined) settle(startFailure(request, error));
    });
    child.once('close', (exitCode) => {
      if (child.pid !== undefined) settle(success(exitCode ?? undefined));
    });
  });
}

function remember(pid: number | undefined): void {
  if (pid === undefined) return;
  // Once for all of them, as each listener stays.
  process.off('exit', endLiving).once('exit', endLiving);
  living.add(pid);
}

function endLiving(): void {
  for (const pid of living) endGroup(pid);
}

/** The answer hands over what stands behind the last line end. */
function splitLines(stream: Readable, onLine: (line: string) => void): () => void {
  let rest = '';
  const handOver = (line: string) => onLine(line.endsWith('\r') ? line.slice(0, -1) : line);
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    rest += chunk;
    let from = 0;
    for (let end = rest.indexOf('\n'); end !== -1; end = rest.indexOf('\n', from)) {
      handOver(rest.slice(from, end));
      from = end + 1;
    }
    rest = rest.slice(from);
    if (rest.length < maxLineLength) return;
    handOver(rest);
    rest = '';
  });
  return () => {
    if (rest !== '') handOver(rest);
    rest = '';
  };
}
