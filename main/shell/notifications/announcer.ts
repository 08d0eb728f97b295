import type { Finding, Verdict } from '../../contract/verdict';
import type { NotificationSettings } from '../../settings/schema/notifications';
import { isQuiet } from './quiet-hours';

/** What is wrong must stay so for as long before anything is said. */
const staysMs = 30_000;
/** What comes and goes is one thing until it has been gone for as long. */
const goneForMs = 120_000;

/** How things are at a moment. */
export interface Sight {
  readonly monotonicMs: number;
  /** Since midnight, by the clock on the wall. */
  readonly minuteOfDay: number;
  readonly verdict: Verdict;
  readonly settings: NotificationSettings;
}

export type Announcement =
  /** These are new, the worst first. */
  | { readonly kind: 'worse'; readonly findings: readonly Finding[] }
  /** All that was told is over, what was told first being the first. */
  | { readonly kind: 'over'; readonly findings: readonly Finding[]; readonly lastedMs: number };

type BadLevel = 'trouble' | 'failing';
/** A higher one is worse. */
const ranks: Readonly<Record<BadLevel, number>> = { trouble: 1, failing: 2 };

interface Told {
  readonly finding: Finding;
  readonly rank: number;
  readonly sinceMs: number;
}

/**
 * Decides what is worth a notification. Each thing that is wrong is told once, again only when it gets worse, until all that was told
 * is over, which is told once too. Nothing is told in quiet hours: what is still so at their end is told then. While nothing is
 * measured nothing is known, so nothing is told.
 */
export class Announcer {
  /** Since when each thing has been wrong without a break. */
  private wrongSince = new Map<string, number>();
  private readonly told = new Map<string, Told>();
  private wellSinceMs: number | undefined;

  /** At each change, and every few seconds in between. */
  look(sight: Sight): Announcement | undefined {
    const { monotonicMs: nowMs, settings, verdict } = sight;
    if (settings.when === 'never') this.told.clear();
    if (settings.when === 'never' || !isKnown(verdict)) {
      this.wrongSince.clear();
      this.wellSinceMs = undefined;
      return undefined;
    }
    const wrong = verdict.findings.filter(({ level }) => rankOf(level) >= ranks[settings.when as BadLevel]);
    this.follow(wrong, nowMs);
    if (isQuiet(sight.minuteOfDay, settings.quietHours)) return undefined;
    return this.worse(wrong, nowMs) ?? this.over(nowMs);
  }

  private follow(wrong: readonly Finding[], nowMs: number): void {
    const things = wrong.flatMap(thingsOf);
    this.wrongSince = new Map(things.map((thing) => [thing, this.wrongSince.get(thing) ?? nowMs]));
    this.wellSinceMs = wrong.length > 0 ? undefined : (this.wellSinceMs ?? nowMs);
  }

  private worse(wrong: readonly Finding[], nowMs: number): Announcement | undefined {
    const findings = wrong.filter((finding) => this.isNews(finding, nowMs));
    if (findings.length === 0) return undefined;
    for (const finding of findings) {
      for (const thing of thingsOf(finding)) this.remember(thing, finding, nowMs);
    }
    return { kind: 'worse', findings };
  }

  private isNews(finding: Finding, nowMs: number): boolean {
    return thingsOf(finding).some((thing) => {
      const sinceMs = this.wrongSince.get(thing) ?? nowMs;
      return nowMs - sinceMs >= staysMs && rankOf(finding.level) > (this.told.get(thing)?.rank ?? 0);
    });
  }

  private remember(thing: string, finding: Finding, nowMs: number): void {
    const sinceMs = this.told.get(thing)?.sinceMs ?? this.wrongSince.get(thing) ?? nowMs;
    this.told.set(thing, { finding, rank: rankOf(finding.level), sinceMs });
  }

  private over(nowMs: number): Announcement | undefined {
    const { wellSinceMs } = this;
    if (this.told.size === 0 || wellSinceMs === undefined || nowMs - wellSinceMs < goneForMs)
      return undefined;
    const told = [...this.told.values()];
    this.told.clear();
    const beganMs = Math.min(...told.map(({ sinceMs }) => sinceMs));
    const findings = [...new Set(told.map(({ finding }) => finding))];
    return { kind: 'over', findings, lastedMs: wellSinceMs - beganMs };
  }
}

function rankOf(level: Verdict['level']): number {
  return level === 'trouble' || level === 'failing' ? ranks[level] : 0;
}

/** Paused, asleep or just begun: whether what was wrong still is cannot be said. */
function isKnown({ level, findings }: Verdict): boolean {
  return level !== 'paused' && !findings.some(({ code }) => code === 'starting');
}

/** What a finding is about, each thing by a name of its own: one more target down is news, the one before it is not. */
function thingsOf({ code, values }: Finding): readonly string[] {
  if ('targets' in values) return values.targets.map((target) => `${code} ${target}`);
  if ('collectors' in values) return values.collectors.map((collector) => `${code} ${collector}`);
  if ('destination' in values) return [`${code} ${values.destination}`];
  return 'state' in values ? [`${code} ${values.state}`] : [code];
}
