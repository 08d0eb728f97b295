import type { AppState, TargetStatus } from '../../../main/contract/state';
import { type TargetPoint, targetKey } from '../../state/recent';
import { type RecentFigures, recentFigures } from './recent-figures';

/** The rows of the table of targets, and their order. Pure. */

export interface TargetRow {
  readonly key: string;
  readonly status: TargetStatus;
  /** Of its collector. */
  readonly kind: string;
  readonly intervalMs: number;
  readonly points: readonly TargetPoint[];
  readonly figures: RecentFigures;
}

export const sortKeys = ['target', 'rtt', 'median', 'p95', 'jitter', 'loss'] as const;
export type SortKey = (typeof sortKeys)[number];

export interface SortOrder {
  readonly by: SortKey;
  readonly isDescending: boolean;
}

const noPoints: readonly TargetPoint[] = [];

export function targetRows(
  { targets, collectors }: Pick<AppState, 'targets' | 'collectors'>,
  recent: Readonly<Record<string, readonly TargetPoint[]>>,
): TargetRow[] {
  return targets.map((status) => {
    const collector = collectors.find(({ id }) => id === status.collector);
    const kind = collector?.kind ?? '';
    const points = recent[targetKey(kind, status.name)] ?? noPoints;
    return {
      key: `${status.collector} ${status.name}`,
      status,
      kind,
      intervalMs: collector?.intervalMs ?? 15_000,
      points,
      figures: recentFigures(points),
    };
  });
}

/** Worst first, then by name. */
const severity: Readonly<Record<TargetStatus['state'], number>> = {
  down: 0,
  loss: 1,
  unknown: 2,
  waiting: 3,
  up: 4,
  paused: 5,
  unheard: 6,
};

/** What has no value comes last either way. Without an order: as in settings. */
export function sorted(rows: readonly TargetRow[], order: SortOrder | undefined): readonly TargetRow[] {
  if (order === undefined) return rows;
  const { by, isDescending } = order;
  if (by === 'target') {
    const sign = isDescending ? -1 : 1;
    return [...rows].sort((a, b) => sign * byState(a.status, b.status));
  }
  const figure = (row: TargetRow) => (by === 'rtt' ? row.status.rttSeconds : row.figures[by]);
  return [...rows].sort((a, b) => byValue(figure(a), figure(b), isDescending));
}

function byState(a: TargetStatus, b: TargetStatus): number {
  return severity[a.state] - severity[b.state] || a.name.localeCompare(b.name);
}

function byValue(a: number | undefined, b: number | undefined, isDescending: boolean): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return isDescending ? b - a : a - b;
}
