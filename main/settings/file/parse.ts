import { findNodeAtLocation, getNodePath, type Node } from 'jsonc-parser';
import { type Failure, type Fault, failure, type Outcome, success } from '../../outcome';
import { knownVersion, type Settings, settingsSchema } from '../schema/settings';
import { plainWords } from '../schema/words';
import { type RawFault, rawFaults, summaryOf } from './faults';
import { badKeys, parseJson, positionAt } from './json';
import { isRecord } from './schema-walk';

export type SettingsFailureCode = 'invalid_settings' | 'newer_version';

const maxFaults = 50;

/**
 * Settings from the text of a settings file: strict JSON. Each fault names its line and column; the message of one that
 * has a path is the end of the sentence "PATH …".
 */
export function parseSettings(
  text: string,
  subject = 'The settings',
): Outcome<Settings, SettingsFailureCode> {
  const json = parseJson(text);
  if (!json.ok) return invalid(subject, json.error.faults ?? []);
  const { tree, value } = json.value;
  const keyFaults = badKeys(tree).map(({ node, message }) => ({
    ...positionAt(text, node.offset),
    path: getNodePath(node).join('.'),
    message,
  }));
  return check(value, { subject, keyFaults, locate: (fault) => positionAt(text, offsetOf(tree, fault)) });
}

/** As `parseSettings`, for what never was a text: faults have line and column 0. */
export function checkSettings(value: unknown): Outcome<Settings, SettingsFailureCode> {
  return check(value, { subject: 'The settings', keyFaults: [], locate: () => ({ line: 0, column: 0 }) });
}

interface Written {
  /** Begins the sentence of a failure. */
  readonly subject: string;
  /** What is wrong with keys that a value does not show. */
  readonly keyFaults: readonly Fault[];
  readonly locate: (fault: RawFault) => Pick<Fault, 'line' | 'column'>;
}

function check(
  value: unknown,
  { subject, keyFaults, locate }: Written,
): Outcome<Settings, SettingsFailureCode> {
  const version = isRecord(value) ? value['version'] : undefined;
  if (typeof version === 'number' && version > knownVersion) return newer(subject, version);
  const checked = settingsSchema.safeParse(value, { error: plainWords });
  if (checked.success && keyFaults.length === 0) return success(checked.data);
  const faults = rawFaults(checked.error?.issues ?? [], value).map((fault): Fault => {
    const path = fault.path.join('.');
    return { ...locate(fault), ...(path === '' ? {} : { path }), message: fault.message };
  });
  return invalid(
    subject,
    [...keyFaults, ...faults].sort((a, b) => a.line - b.line || a.column - b.column),
  );
}

function invalid(
  subject: string,
  faults: readonly Fault[],
): { ok: false; error: Failure<SettingsFailureCode> } {
  return failure('invalid_settings', `${subject} are not valid: ${summaryOf(faults)}.`, {
    faults: faults.slice(0, maxFaults),
  });
}

function newer(subject: string, version: number): { ok: false; error: Failure<SettingsFailureCode> } {
  return failure(
    'newer_version',
    `${subject} are for a newer Pushtray: their version is ${version}, this one knows version ${knownVersion}.`,
    { hint: 'Update Pushtray, or use settings of this version.' },
  );
}

/** Of what is missing: the object that lacks it. */
function offsetOf(tree: Node, { path, atKey }: RawFault): number {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = findNodeAtLocation(tree, path.slice(0, depth));
    if (!node) continue;
    const key = node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
    return atKey && depth === path.length && key ? key.offset : node.offset;
  }
  return 0;
}
