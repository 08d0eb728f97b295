import { plainWords } from '../../../main/settings/schema/words';
import type { ProbeTarget, ProbingKind } from '../../state/edit-settings';
import { blankTarget, type TargetDraft, type TargetField, targetOf, targetSchemas } from './target-draft';

/** One line of a pasted list that names a target, or is at fault. */
export interface TargetLine {
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
  readonly target?: ProbeTarget;
  readonly fault?: LineFault;
}

export type LineFault =
  /** More than a name and a place. */
  | { readonly code: 'words' }
  | { readonly code: 'twice'; readonly name: string }
  | { readonly code: 'field'; readonly field: TargetField; readonly message: string };

/**
 * A list of targets, one a line: `PLACE`, `NAME PLACE` or `NAME,PLACE`, a place being a host (ping, dns), `HOST:PORT` (tcp-connect) or a
 * web address (http). Empty lines and what follows a `#` at a line's beginning or after a space count for nothing. A name may be
 * neither among `taken` nor in two lines.
 */
export function readTargetLines(
  kind: ProbingKind,
  text: string,
  taken: readonly string[] = [],
): readonly TargetLine[] {
  const seen = new Set(taken);
  return text.split(/\r?\n/).flatMap((whole, index) => {
    const content = whole.replace(/(?:^|\s)#.*$/, '').trim();
    if (content === '') return [];
    const read = { line: index + 1, text: content };
    const target = targetIn(kind, content);
    if (target === undefined) return [{ ...read, fault: { code: 'words' } as const }];
    const fault = fieldFault(kind, target) ?? nameFault(target, seen);
    seen.add(target.name);
    return [fault === undefined ? { ...read, target } : { ...read, fault }];
  });
}

export function linesAtFault(lines: readonly TargetLine[]): readonly TargetLine[] {
  return lines.filter(({ fault }) => fault !== undefined);
}

function targetIn(kind: ProbingKind, content: string): ProbeTarget | undefined {
  const words = wordsOf(kind, content);
  const place = words.at(-1);
  if (place === undefined || words.length > 2) return undefined;
  const [name = ''] = words.slice(0, -1);
  return targetOf(kind, { ...blankTarget, name, ...placePart(kind, place) });
}

/** A name before a comma may hold spaces; a web address may hold commas. */
function wordsOf(kind: ProbingKind, content: string): readonly string[] {
  const isAddress = kind === 'http' && /^https?:\S*$/i.test(content);
  const comma = isAddress ? -1 : content.indexOf(',');
  if (comma < 0) return content.split(/\s+/);
  return [content.slice(0, comma).trim(), content.slice(comma + 1).trim()];
}

function placePart(kind: ProbingKind, place: string): Partial<TargetDraft> {
  if (kind === 'http') return { url: place };
  if (kind !== 'tcp-connect') return { host: place };
  const [, v6, host = place, port = ''] = /^(?:\[([^\]]*)\]|([^:]*)):(\d*)$/.exec(place) ?? [];
  return { host: v6 ?? host, port };
}

function fieldFault(kind: ProbingKind, target: ProbeTarget): LineFault | undefined {
  const checked = targetSchemas[kind].safeParse(target, { error: plainWords });
  const issue = checked.error?.issues[0];
  if (issue === undefined) return undefined;
  return { code: 'field', field: issue.path[0] as TargetField, message: issue.message };
}

function nameFault({ name }: ProbeTarget, seen: ReadonlySet<string>): LineFault | undefined {
  return seen.has(name) ? { code: 'twice', name } : undefined;
}
