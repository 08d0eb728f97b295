import type { Command } from 'commander';
import type { Failure, Fault } from '../outcome';

/** What a subcommand may touch of the process that runs it. Results go to `out`, everything else to `err`. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
  /** All of standard input. */
  input(): Promise<Buffer>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the built files are: `dist/main` of the package. */
  readonly builtDir: string;
}

/** Exit status of every subcommand. */
export const exitStatus = {
  done: 0,
  /** A delivery or a measurement failed, or Pushtray could not start. */
  failed: 1,
  /** Bad usage, settings or metrics. */
  badInput: 2,
} as const;

export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

/** Adds one subcommand to the program; `finish` takes the exit status it ends with. */
export type AddCommand = (program: Command, io: Io, finish: (status: ExitStatus) => void) => void;

/** The one way a subcommand says that it failed: the sentence, or each fault with its place in this file, and what to do. */
export function reportFailure(io: Io, { message, hint, faults = [] }: Failure, file = ''): void {
  if (faults.length === 0) io.err(`pushtray: ${message}\n`);
  for (const fault of faults) io.err(`${faultLine(file, fault)}\n`);
  if (hint !== undefined) io.err(`  ${hint}\n`);
}

/** `file:line:column: path message`, as editors and compilers write it. */
export function faultLine(file: string, { line, column, path, message }: Fault): string {
  return `${file}:${line}:${column}: ${path ? `${path} ` : ''}${message}`;
}
