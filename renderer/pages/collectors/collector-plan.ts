import type { CollectorKind, CollectorSettings } from '../../../main/settings/schema/collectors';
import type { Authentication } from '../../../main/settings/schema/http-access';
import type { Settings } from '../../../main/settings/schema/settings';
import {
  type AuthDraft,
  authDraft,
  authOf,
  secretNameOf,
  type TlsDraft,
  tlsDraft,
  tlsOf,
} from '../../components/access/access-draft';
import { type CollectorInput, type ProbeTarget, type ProbingKind, putItem } from '../../state/edit-settings';
import { doubledNames, type LabelRow, labelRows, labelsOf } from '../../state/label-rows';
import { freeName } from '../../state/lists';
import type { FormPlan } from '../../state/settings-form';
import { linesAtFault, readTargetLines } from '../targets/target-lines';
import { type FieldName, type FieldSpec, fieldsOf, standardOf } from './collector-fields';

/** One argument of a command while it is edited. */
export interface ArgumentRow {
  /** Tells rows apart while they are drawn. */
  readonly key: number;
  readonly text: string;
}

export interface CommandValue {
  readonly form: 'shell' | 'list';
  readonly line: string;
  readonly list: readonly ArgumentRow[];
}

export interface TargetsValue {
  /** Those it has, which have a page of their own. */
  readonly kept: readonly ProbeTarget[];
  /** Those to add, one a line. */
  readonly lines: string;
}

export type FieldValue =
  | string
  | boolean
  | readonly LabelRow[]
  | CommandValue
  | TargetsValue
  | AuthDraft
  | TlsDraft;

/** A collector as its form holds it. */
export interface CollectorDraft {
  readonly kind: CollectorKind;
  readonly values: Readonly<Partial<Record<FieldName, FieldValue>>>;
}

export interface CollectorFormWords {
  readonly usedTwice: string;
  readonly targetsAtFault: (lines: readonly number[]) => string;
}

/** What a form begins with: the collector that it edits, one that it makes another like, or nothing but a kind. */
export type CollectorStart =
  | { readonly edit: string }
  | { readonly like: string }
  | { readonly kind: CollectorKind };

export function collectorPlan(start: CollectorStart, words: CollectorFormWords): FormPlan<CollectorDraft> {
  const original = 'edit' in start ? start.edit : undefined;
  return {
    fill: (settings) => startingDraft(start, settings),
    apply: (settings, draft) =>
      putItem(
        settings,
        'collectors',
        collectorOf(draft, settings, original),
        original === undefined ? {} : { instead: original },
      ),
    check: (draft) => [
      ...doubledNames(rowsOf(draft.values.labels), words.usedTwice),
      ...doubledNames(rowsOf(draft.values.env), words.usedTwice, 'env'),
      ...targetFaults(draft, words),
    ],
  };
}

function startingDraft(start: CollectorStart, settings: Settings): CollectorDraft {
  const id = 'edit' in start ? start.edit : 'like' in start ? start.like : undefined;
  const found = settings.collectors.find((collector) => collector.id === id);
  const kind = 'kind' in start ? start.kind : (found?.kind ?? 'ping');
  const values = fieldsOf(kind).map(({ name, spec }) => [
    name,
    fieldValue(spec, settingOf(kind, name, found)),
  ]);
  const draft: CollectorDraft = { kind, values: Object.fromEntries(values) };
  return 'edit' in start ? draft : { kind, values: { ...draft.values, id: '' } };
}

function settingOf(kind: CollectorKind, name: FieldName, found: CollectorSettings | undefined): unknown {
  return found === undefined
    ? standardOf(kind, name).value
    : (found as Partial<Record<FieldName, unknown>>)[name];
}

/** A setting as its field shows it. */
function fieldValue(spec: FieldSpec, setting: unknown): FieldValue {
  switch (spec.as) {
    case 'switch':
      return setting === true;
    case 'labels':
      return labelRows((setting ?? {}) as Record<string, string>);
    case 'command':
      return commandValue(setting as string | readonly string[] | undefined);
    case 'targets':
      return { kept: (setting ?? []) as readonly ProbeTarget[], lines: '' };
    case 'auth':
      return authDraft(setting as Authentication | undefined);
    case 'tls':
      return tlsDraft(setting as Partial<TlsDraft> | undefined);
    default:
      return setting === undefined ? '' : String(setting);
  }
}

function commandValue(command: string | readonly string[] = ''): CommandValue {
  if (typeof command === 'string') return { form: 'shell', line: command, list: [{ key: 0, text: '' }] };
  return { form: 'list', line: '', list: command.map((text, key) => ({ key, text })) };
}

/** The collector a draft stands for. One without an id is called what its kind is called. */
export function collectorOf(draft: CollectorDraft, settings: Settings, original?: string): CollectorInput {
  const { kind, values } = draft;
  const id = String(values.id).trim() || suggestedId(kind, settings, original);
  const entries = fieldsOf(kind).flatMap(({ name, spec }) => {
    const setting = settingFrom({ ...draft, id }, spec, values[name]);
    const isLeftOut = setting === undefined || (setting === '' && standardOf(kind, name).optional);
    return isLeftOut ? [] : [[name, setting] as const];
  });
  const named = Object.fromEntries(entries) as Record<string, unknown>;
  // Whether what was typed is a collector is for the schema to say.
  return { ...withoutLoneType(named), id, kind } as CollectorInput;
}

/** With the id that it has, or is to have. */
type NamedDraft = CollectorDraft & { readonly id: string };

function settingFrom(draft: NamedDraft, spec: FieldSpec, value: FieldValue | undefined): unknown {
  const { id } = draft;
  switch (spec.as) {
    case 'number':
      return numberFrom(value);
    case 'choice':
      return spec.choices.find((choice) => String(choice) === value);
    case 'labels':
      return labelsOf(rowsOf(value));
    case 'command':
      return commandFrom(value as CommandValue);
    case 'targets':
      return targetsFrom(draft.kind as ProbingKind, value as TargetsValue);
    case 'auth':
      return authOf(value as AuthDraft, id);
    case 'tls':
      return tlsOf(value as TlsDraft);
    default:
      return typeof value === 'string' ? value.trim() : value;
  }
}

/** What is no number stays the text it is, for the schema to complain about. */
export function numberFrom(value: unknown): unknown {
  const text = String(value).trim();
  if (text === '') return undefined;
  return Number.isNaN(Number(text)) ? text : Number(text);
}

function commandFrom({ form, line, list }: CommandValue): string | readonly string[] {
  return form === 'shell' ? line : list.map(({ text }) => text);
}

function targetsFrom(kind: ProbingKind, { kept, lines }: TargetsValue): readonly ProbeTarget[] {
  return [...kept, ...readTargetLines(kind, lines).flatMap(({ target }) => target ?? [])];
}

/** Type and help belong to `metric`; without one their fields are not shown. */
function withoutLoneType(named: Record<string, unknown>): Record<string, unknown> {
  if (!('command' in named) || 'metric' in named) return named;
  const { type: _type, help: _help, ...rest } = named;
  return rest;
}

export function suggestedId(kind: CollectorKind, settings: Settings, original?: string): string {
  const ids = settings.collectors.map(({ id }) => id).filter((id) => id !== original);
  return freeName(kind, ids);
}

/** Names of the secrets that a draft makes use of; `id` is the one that it has, or is to have. */
export function secretsOf({ values }: CollectorDraft, id: string): readonly string[] {
  const auth = values.auth as AuthDraft | undefined;
  return auth === undefined || auth.kind === 'none' ? [] : [secretNameOf(auth, id)];
}

function targetFaults({ kind, values }: CollectorDraft, words: CollectorFormWords) {
  if (values.targets === undefined) return [];
  const { kept, lines } = values.targets as TargetsValue;
  const taken = kept.map(({ name }) => name);
  const faulty = linesAtFault(readTargetLines(kind as ProbingKind, lines, taken));
  if (faulty.length === 0) return [];
  const message = words.targetsAtFault(faulty.map(({ line }) => line));
  return [{ line: 0, column: 0, path: 'targets', message }];
}

function rowsOf(value: FieldValue | undefined): readonly LabelRow[] {
  return Array.isArray(value) ? (value as readonly LabelRow[]) : [];
}
