/** From how every part is doing now to one verdict in words, with what it rests on. */

export type Level = 'ok' | 'trouble' | 'failing' | 'paused';

export interface Verdict {
  readonly level: Level;
  /** One line: "All well", "1 of 3 targets is down". */
  readonly summary: string;
  /** Whole sentences, worst first. */
  readonly evidence: readonly string[];
}

/** What a verdict is made from: as much of each part as the rules look at. */
export interface Situation {
  readonly monitoring: boolean;
  readonly pushing: boolean;
  readonly collectors: readonly {
    readonly id: string;
    readonly state: 'waiting' | 'ok' | 'failing' | 'paused';
    /** With the name of a target: a problem of that target alone. */
    readonly problems: readonly { readonly message: string; readonly target?: string }[];
  }[];
  readonly targets: readonly {
    /** The id of its collector. */
    readonly collector: string;
    readonly name: string;
    readonly state: 'waiting' | 'up' | 'loss' | 'down' | 'unknown' | 'paused';
    readonly lossRatio?: number;
    readonly reason?: string;
  }[];
  readonly destinations: readonly {
    readonly id: string;
    readonly state: 'waiting' | 'ok' | 'failing' | 'paused' | 'held';
    readonly problem?: string;
  }[];
}

interface Finding {
  readonly level: 'trouble' | 'failing';
  readonly summary: string;
  readonly evidence: readonly string[];
}

/** `failing`: something does not work at all. `trouble`: part of it does not. The worst finding gives the summary. */
export function verdictOf(situation: Situation): Verdict {
  if (!situation.monitoring) {
    return { level: 'paused', summary: 'Monitoring is paused', evidence: ['Nothing is measured or pushed.'] };
  }
  const findings = [collectorFinding(situation), targetFinding(situation), destinationFinding(situation)]
    .filter((finding) => finding !== undefined)
    .sort((a, b) => Number(b.level === 'failing') - Number(a.level === 'failing'));
  const [worst] = findings;
  if (worst) {
    return {
      level: worst.level,
      summary: findings.map((finding) => finding.summary).join('; '),
      evidence: findings.flatMap((finding) => finding.evidence),
    };
  }
  if (!situation.pushing) {
    return {
      level: 'paused',
      summary: 'Pushing is paused',
      evidence: ['Everything is measured, nothing is pushed.'],
    };
  }
  const nothingYet = situation.collectors.every((collector) => collector.state === 'waiting');
  if (situation.collectors.length > 0 && nothingYet) {
    return { level: 'ok', summary: 'Starting', evidence: ['The first measurements are under way.'] };
  }
  return { level: 'ok', summary: 'All well', evidence: [] };
}

/** What only single targets suffer from is told by the targets. */
function collectorFinding({ collectors }: Situation): Finding | undefined {
  const failing = collectors.filter(failsAsAWhole);
  if (failing.length === 0) return undefined;
  const active = collectors.filter((collector) => collector.state !== 'paused').length;
  return {
    level: failing.length === active ? 'failing' : 'trouble',
    summary: `${failing.map((collector) => collector.id).join(', ')} cannot be measured`,
    evidence: failing.flatMap((collector) => collector.problems.map(({ message }) => message)),
  };
}

function failsAsAWhole({ state, problems }: Situation['collectors'][number]): boolean {
  return state === 'failing' && problems.some(({ target }) => target === undefined);
}

/** Targets that could not be probed since their whole collector fails are told by that. */
function targetFinding({ targets, collectors }: Situation): Finding | undefined {
  const failing = new Set(collectors.filter(failsAsAWhole).map(({ id }) => id));
  const probed = targets.filter(
    ({ state, collector }) =>
      state !== 'paused' && state !== 'waiting' && !(state === 'unknown' && failing.has(collector)),
  );
  const down = probed.filter((target) => target.state === 'down');
  const unknown = probed.filter((target) => target.state === 'unknown');
  const losing = probed.filter((target) => target.state === 'loss');
  if (down.length + unknown.length + losing.length === 0) return undefined;
  const parts = [
    phrase(down, probed, ['does not answer', 'do not answer']),
    phrase(unknown, probed, ['cannot be probed', 'cannot be probed']),
    phrase(losing, probed, ['loses packets', 'lose packets']),
  ];
  return {
    level: down.length === probed.length && probed.length > 1 ? 'failing' : 'trouble',
    summary: parts.filter((part) => part !== '').join(', '),
    evidence: [...down, ...unknown, ...losing].map(targetEvidence),
  };
}

type Target = Situation['targets'][number];

function phrase(some: readonly Target[], all: readonly Target[], [one, many]: [string, string]): string {
  if (some.length === 0) return '';
  return some.length === 1 ? `${some[0]?.name} ${one}` : `${some.length} of ${all.length} targets ${many}`;
}

function targetEvidence(target: Target): string {
  if (target.state === 'loss' && target.lossRatio !== undefined) {
    return `${target.name}: ${formatPercent(target.lossRatio)} of the packets of the last cycle were lost.`;
  }
  if (target.state === 'down')
    return `${target.name}: ${target.reason ?? 'no packet of the last cycle came back.'}`;
  return `${target.name}: ${target.reason ?? 'it could not be probed.'}`;
}

function destinationFinding({ destinations }: Situation): Finding | undefined {
  const active = destinations.filter((destination) => destination.state !== 'paused');
  const failing = active.filter((destination) => destination.state === 'failing');
  const held = active.filter((destination) => destination.state === 'held');
  const bad = [...failing, ...held];
  if (bad.length === 0) return undefined;
  const names = (list: readonly { id: string }[]) => [...new Set(list.map(({ id }) => id))].join(', ');
  const parts = [
    failing.length > 0 ? `pushes to ${names(failing)} fail` : '',
    held.length > 0 ? `pushes to ${names(held)} are held back` : '',
  ];
  return {
    level: bad.length === active.length ? 'failing' : 'trouble',
    summary: parts.filter((part) => part !== '').join(', '),
    evidence: bad.map(({ id, problem }) => `${id}: ${problem ?? 'the last push failed.'}`),
  };
}

function formatPercent(ratio: number): string {
  const percent = ratio * 100;
  return `${percent < 10 ? percent.toFixed(1).replace(/\.0$/, '') : Math.round(percent)} %`;
}
