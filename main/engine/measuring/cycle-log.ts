import type { Problem, TargetReading } from '../../collectors/collector';
import type { Logger } from '../../platform/logger';

/** Of many targets that lost their addresses together these are named. */
const mostNamed = 5;

/** What keeps collectors from measuring is said once when it begins and once when it is over, however many cycles that takes. */
export class CycleLog {
  /** By collector: the kinds of problems it had when they were last said. */
  private readonly problems = new Map<string, string>();
  /** By collector: names of its targets. */
  private readonly withoutAddress = new Map<string, ReadonlySet<string>>();

  constructor(private readonly logger: Logger) {}

  cycle(id: string, problems: readonly Problem[], targets: readonly TargetReading[]): void {
    this.problemsNow(id, problems);
    this.targetsNow(id, targets);
  }

  private problemsNow(id: string, problems: readonly Problem[]): void {
    const now = problems.map(({ code, target = '' }) => `${code} ${target}`).join('\n');
    const before = this.problems.get(id) ?? '';
    this.problems.set(id, now);
    if (now === before) return;
    if (now === '') this.logger.info('A collector measures everything again.', { collector: id });
    else
      for (const { message } of problems)
        this.logger.warn('A collector could not measure everything.', { collector: id, reason: message });
  }

  private targetsNow(id: string, targets: readonly TargetReading[]): void {
    const before = this.withoutAddress.get(id) ?? new Set();
    const lost = targets.filter(({ name, outcome }) => outcome === 'unresolvable' && !before.has(name));
    const found = targets.filter(({ name, ip }) => ip !== undefined && before.has(name));
    if (lost.length === 0 && found.length === 0) return;
    const now = new Set([...before, ...lost.map(({ name }) => name)]);
    for (const { name } of found) now.delete(name);
    this.withoutAddress.set(id, now);
    const [first] = lost;
    if (first) {
      const reason = first.reason ?? '';
      this.logger.warn('Targets have no address.', { collector: id, targets: named(lost), reason });
    }
    if (found.length > 0) {
      this.logger.info('Targets have an address again.', { collector: id, targets: named(found) });
    }
  }
}

function named(targets: readonly TargetReading[]): string {
  const names = targets.slice(0, mostNamed).map(({ name }) => name);
  const others = targets.length - names.length;
  return others === 0 ? names.join(', ') : `${names.join(', ')} and ${others} more`;
}
