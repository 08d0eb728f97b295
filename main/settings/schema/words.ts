import type { z } from 'zod';

/** The parts of zod's issues that this map reads; its own type is a union over every schema. */
interface RawIssue {
  readonly code?: string;
  readonly input?: unknown;
  readonly expected?: unknown;
  readonly values?: readonly unknown[];
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly keys?: readonly string[];
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/**
 * Words for what a schema has none of its own for, as the end of the sentence "FIELD …": hand it to `safeParse` as
 * `{ error: plainWords }`.
 */
export const plainWords: z.core.$ZodErrorMap = (raw) => {
  const issue = raw as RawIssue;
  if (issue.input === undefined && issue.code !== 'unrecognized_keys') return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${typeWords[String(issue.expected)] ?? String(issue.expected)}, not ${wordFor(issue.input)}`;
    case 'invalid_value':
      return `must be ${(issue.values ?? []).map((value) => JSON.stringify(value)).join(' or ')}`;
    case 'too_small':
      return `is too small: at least ${issue.minimum}`;
    case 'too_big':
      return `is too big: at most ${issue.maximum}`;
    case 'unrecognized_keys':
      return `has keys that are not known: ${(issue.keys ?? []).join(', ')}`;
    default:
      return 'is not valid';
  }
};

function wordFor(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number' && !Number.isInteger(value)) return 'a fraction';
  return typeWords[typeof value] ?? typeof value;
}
