import type { Settings } from '../../../main/settings/schema/settings';
import {
  addTargets,
  type CollectorInput,
  collectorsOfKind,
  type ProbeTarget,
  type ProbingKind,
  probingCollectors,
  probingKinds,
  putTarget,
  type TargetPlace,
} from '../../state/edit-settings';
import type { FormPlan } from '../../state/settings-form';
import { blankTarget, type TargetDraft, targetDraft, targetOf } from './target-draft';
import { linesAtFault, readTargetLines } from './target-lines';

/** A target and where it goes, as its form holds them. */
export interface TargetFormDraft extends TargetDraft {
  readonly kind: ProbingKind;
  /** The id of its collector; empty where none of its kind is set yet. */
  readonly collector: string;
}

/** What a form begins with: the target that it edits, one that it makes another like, or nothing. */
export type TargetStart = { readonly edit: TargetPlace } | { readonly like: TargetPlace } | 'new';

export function targetPlan(start: TargetStart): FormPlan<TargetFormDraft> {
  return {
    fill: (settings) => startingDraft(start, settings),
    apply(settings, draft) {
      const { kind, collector } = draft;
      return putTarget(settings, targetOf(kind, draft), {
        kind,
        ...placeIn(settings, kind, collector),
        ...(start !== 'new' && 'edit' in start ? { instead: start.edit.name } : {}),
      });
    },
  };
}

function startingDraft(start: TargetStart, settings: Settings): TargetFormDraft {
  const [first] = collectorsOfKind(settings, 'ping');
  if (start === 'new') return { ...blankTarget, kind: 'ping', collector: first?.id ?? '' };
  const place = 'edit' in start ? start.edit : start.like;
  const collector = probingCollectors(settings).find(({ id }) => id === place.collector);
  const target = collector?.targets.find(({ name }) => name === place.name);
  if (!collector || !target) return { ...blankTarget, kind: 'ping', collector: place.collector };
  const draft = { ...targetDraft(target), kind: collector.kind, collector: collector.id };
  return 'edit' in start ? draft : { ...draft, name: '' };
}

/** The collector that was chosen, if it is of this kind: the kind may have been chosen after it. */
function placeIn(settings: Settings, kind: ProbingKind, collector: string): { readonly collector?: string } {
  return collectorsOfKind(settings, kind).some(({ id }) => id === collector) ? { collector } : {};
}

/** A collector like the target's own, with this target alone: what *Try it* runs. */
export function collectorToTry(
  settings: Settings,
  place: { readonly kind: ProbingKind; readonly collector: string },
  target: ProbeTarget,
): CollectorInput {
  const { kind, collector } = place;
  const like = collectorsOfKind(settings, kind).find(({ id }) => id === collector);
  const targets = [{ ...target, enabled: true }];
  // Of another kind's target the schema would say so.
  return { ...(like ?? { id: kind, kind }), enabled: true, targets } as CollectorInput;
}

/** A list of targets to be added, as its form holds it. */
export interface LinesDraft {
  /** A collector's id, or a kind of which there is none yet. */
  readonly into: string;
  readonly lines: string;
}

export interface LinesFormWords {
  readonly empty: string;
  readonly atFault: (lines: readonly number[]) => string;
}

export function linesPlan(words: LinesFormWords, settingsNow: Settings): FormPlan<LinesDraft> {
  return {
    fill: (settings) => ({ into: intoChoices(settings)[0]?.value ?? 'ping', lines: '' }),
    apply(settings, { into, lines }) {
      const place = intoChoices(settings).find(({ value }) => value === into)?.place ?? { kind: 'ping' };
      return addTargets(settings, targetsIn(settings, { into, lines }), place);
    },
    check(draft) {
      const fault = linesFault(settingsNow, draft, words);
      return fault === undefined ? [] : [{ line: 0, column: 0, path: 'lines', message: fault }];
    },
  };
}

export interface IntoChoice {
  readonly value: string;
  readonly place: { readonly kind: ProbingKind; readonly collector?: string };
  /** Names that are in use there. */
  readonly taken: readonly string[];
}

/** Every collector that has targets, and for each kind that has none a new one. */
export function intoChoices(settings: Settings): readonly IntoChoice[] {
  const existing = probingCollectors(settings).map(({ id, kind, targets }) => ({
    value: id,
    place: { kind, collector: id },
    taken: targets.map(({ name }) => name),
  }));
  const missing = probingKinds.filter((kind) => collectorsOfKind(settings, kind).length === 0);
  return [...existing, ...missing.map((kind) => ({ value: `new ${kind}`, place: { kind }, taken: [] }))];
}

/** Those of the good lines. */
export function targetsIn(settings: Settings, { into, lines }: LinesDraft): readonly ProbeTarget[] {
  const choice = intoChoices(settings).find(({ value }) => value === into);
  if (!choice) return [];
  return readTargetLines(choice.place.kind, lines, choice.taken).flatMap(({ target }) => target ?? []);
}

function linesFault(settings: Settings, { into, lines }: LinesDraft, words: LinesFormWords) {
  const choice = intoChoices(settings).find(({ value }) => value === into);
  const read = choice === undefined ? [] : readTargetLines(choice.place.kind, lines, choice.taken);
  const faulty = linesAtFault(read);
  if (faulty.length > 0) return words.atFault(faulty.map(({ line }) => line));
  return read.length === 0 ? words.empty : undefined;
}
