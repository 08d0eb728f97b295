import type { z } from 'zod';
import type { Fault } from '../../outcome';
import { type JsonSchema, settingsJsonSchema } from '../schema/json-schema';
import { nearestKey } from './nearest-key';
import { alternatives, childSchema } from './schema-walk';

export type Path = readonly (string | number)[];

/** A fault before it is known where in the text it stands. */
export interface RawFault {
  readonly path: Path;
  /** The end of the sentence "PATH …". */
  readonly message: string;
  /** The key is at fault, not its value. */
  readonly atKey: boolean;
}

/** One fault for each unknown key, one for every other issue. */
export function rawFaults(issues: readonly z.core.$ZodIssue[], value: unknown): RawFault[] {
  return issues.flatMap((issue) => faultsOf(issue, value));
}

function faultsOf(issue: z.core.$ZodIssue, value: unknown): RawFault[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: unknownKey(path, key, value),
      atKey: true,
    }));
  }
  if (issue.code === 'invalid_key') {
    return [{ path, message: issue.issues[0]?.message ?? issue.message, atKey: true }];
  }
  if (issue.code === 'invalid_union') {
    const inner = likeliest(issue.errors);
    const below = inner.map((one) => ({ ...one, path: [...issue.path, ...one.path] }));
    if (below.length > 0) return rawFaults(below, value);
  }
  return [{ path, message: issue.message, atKey: false }];
}

/** Of the forms a union allows, the one that the value was meant to have: the only one without an unknown key. */
function likeliest(forms: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] {
  const fitting = forms.filter((issues) =>
    issues.every(({ code, path }) => path.length > 0 || code !== 'unrecognized_keys'),
  );
  return fitting.length === 1 ? (fitting[0] ?? []) : [];
}

function unknownKey(path: Path, key: string, value: unknown): string {
  const near = nearestKey(key, knownKeys(path, value));
  return near === undefined ? 'is not a setting' : `is not a setting; did you mean "${near}"?`;
}

/** What an object at this path may hold. */
function knownKeys(path: Path, value: unknown): string[] {
  let schema: JsonSchema | undefined = settingsJsonSchema();
  let here = value;
  for (const step of path) {
    schema = schema && childSchema(schema, here, step);
    here = (here as Record<string | number, unknown>)[step];
  }
  const forms = schema ? alternatives(schema, here) : [];
  return forms.flatMap((form) => Object.keys(form.properties ?? {}));
}

/** "line 4, column 3: interval is too short, and 2 more faults" */
export function summaryOf(faults: readonly Fault[]): string {
  const [first] = faults;
  if (!first) return 'nothing is known of the cause';
  const where = first.line > 0 ? `line ${first.line}, column ${first.column}: ` : '';
  const subject = first.path ? `${first.path} ` : '';
  const others = faults.length - 1;
  const more = others === 0 ? '' : `, and ${others} more ${others === 1 ? 'fault' : 'faults'}`;
  return `${where}${subject}${first.message}${more}`;
}
