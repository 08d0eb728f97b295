/**
 * Success or failure as a value: what every call across a seam returns. Exceptions are for faults of
 * our own code only; whatever the machine, the network or the user can cause comes back as a `Failure`.
 */
export type Outcome<T, Code extends string = string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Failure<Code> };

export interface Failure<Code extends string = string> {
  /** Stable word for programs: `port_taken`, `no_ping_program`, … */
  readonly code: Code;
  /** One plain sentence for people: what, where, why. */
  readonly message: string;
  /** What to do about it, where there is something to do. */
  readonly hint?: string;
  /** Where in the input, for forms and editors; empty or absent when the input is not at fault. */
  readonly faults?: readonly Fault[];
}

/** One fault in something a person wrote: a settings file, a form, exposition text. */
export interface Fault {
  /** Counted from 1; 0 where there is no text to point into (a form). */
  readonly line: number;
  /** Counted from 1, in characters; 0 where there is no text. */
  readonly column: number;
  /** Dotted path of the field (`collectors.1.targets.0.host`); absent in exposition text. */
  readonly path?: string;
  readonly message: string;
}

export function success<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function failure<Code extends string>(
  code: Code,
  message: string,
  more: { hint?: string; faults?: readonly Fault[] } = {},
): { ok: false; error: Failure<Code> } {
  return { ok: false, error: { code, message, ...more } };
}

/** What went wrong and what to do about it, in one text. */
export function inWords({ message, hint }: Failure): string {
  return hint === undefined ? message : `${message} ${hint}`;
}

/** The message of anything that was thrown, for a sentence. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
