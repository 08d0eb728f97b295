import { z } from 'zod';
import { encodeText } from '../metrics/encode';
import { isLabelName } from '../metrics/names';
import { parseText } from '../metrics/parse';
import { failure, type Outcome, success } from '../outcome';
import type { GroupView, KeptGroup, PushedFamily } from './gateway';

/**
 * Groups as a file keeps them: a first line `{"format":"pushtray gateway","version":1,"groups":2}`, then each group as a line of
 * JSON, its families as exposition text. Text, since JSON has no NaN and no infinity, and since it is read back by the same
 * rules as a push.
 */
const formatName = 'pushtray gateway';
const version = 1;

const headerLine = z.strictObject({
  format: z.literal(formatName),
  version: z.number(),
  groups: z.number(),
});

const groupLine = z.strictObject({
  groupingKey: z
    .record(z.string().refine(isLabelName), z.string())
    .refine(({ job }) => job !== undefined && job !== ''),
  createdAtMs: z.number(),
  pushedAtMs: z.number().exactOptional(),
  failedAtMs: z.number().exactOptional(),
  lastPushFailed: z.boolean(),
  via: z.array(z.string()).default([]),
  ttlMs: z.number().exactOptional(),
  families: z.array(z.strictObject({ pushedAtMs: z.number(), text: z.string() })),
});

/** In pieces of a family each, so that whoever writes them need not hold everything up. */
export function* encodeGroups(groups: readonly GroupView[]): Generator<string> {
  yield `${JSON.stringify({ format: formatName, version, groups: groups.length })}\n`;
  for (const { families, expiresAtMs: _expiry, revision: _revision, ...group } of groups) {
    yield JSON.stringify({ ...group, families: [] }).slice(0, -2);
    for (const [index, { pushedAtMs, ...family }] of families.entries()) {
      yield `${index === 0 ? '' : ','}${JSON.stringify({ pushedAtMs, text: encodeText([family]) })}`;
    }
    yield ']}\n';
  }
}

/** All of them or, when anything is not as it was written, none. */
export function decodeGroups(text: string): Outcome<KeptGroup[], 'invalid' | 'newer'> {
  const [first = '', ...rest] = text.split('\n');
  const header = parseLine(headerLine, first);
  if (!header) return failure('invalid', 'It does not begin as a file of groups does.');
  if (header.version > version) return failure('newer', 'A newer Pushtray wrote it.');
  const lines = rest.slice(0, -1);
  if (lines.length !== header.groups || rest.at(-1) !== '') {
    return failure('invalid', `It should hold ${header.groups} groups, and has ${lines.length}.`);
  }
  const groups: KeptGroup[] = [];
  for (const [index, line] of lines.entries()) {
    const group = decodeGroup(line);
    if (!group) return failure('invalid', `Its line ${index + 2} is no group.`);
    groups.push(group);
  }
  return success(groups);
}

function decodeGroup(line: string): KeptGroup | undefined {
  const read = parseLine(groupLine, line);
  const families = read?.families.map(({ pushedAtMs, text }) => decodeFamily(text, pushedAtMs));
  return read && families?.every(isThere) ? { ...read, families } : undefined;
}

function decodeFamily(text: string, pushedAtMs: number): PushedFamily | undefined {
  const { families, faults } = parseText(text, { lenient: true });
  const [family] = families;
  return family && families.length === 1 && faults.length === 0 ? { ...family, pushedAtMs } : undefined;
}

function parseLine<T>(schema: z.ZodType<T>, line: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}
