import type { Mark } from '../../main/contract/marks';
import { isMeasured, type TargetPoint } from '../state/recent';
import { isGapBefore } from './gaps';
import { knownSilences, type Silence, type Span } from './spans';
import type { View } from './view';

/** From cycles to SVG paths. At most two points a column, whatever the number of cycles. Pure. */

export interface SparklineFrame {
  readonly width: number;
  readonly height: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** A longer silence than this between two cycles is a gap: nothing was measured. */
  readonly gapMs: number;
  /** What happened meanwhile; gives silences their reason. */
  readonly marks: readonly Mark[];
  /** Only between these is all known that was measured: elsewhere silence means nothing. */
  readonly known: View;
}

export interface SparklineShapes {
  /** RTT, broken where nothing came back or nothing was measured. */
  readonly line: string;
  /** The ground below the line. */
  readonly area: string;
  /** One tick a column with lost packets, and how high the share that was lost reaches; an outage has a ground line. */
  readonly loss: string;
  /** What lies below that, behind the line: it must not hide the round trips. */
  readonly lossArea: string;
  /** Where nothing was measured and no reason is known. */
  readonly gaps: string;
  /** Where nothing was measured for a known reason. */
  readonly bands: readonly Band[];
  /** Both of them, in time order. */
  readonly silences: readonly Span[];
}

export interface Band {
  readonly silence: Exclude<Silence, 'unmeasured'>;
  readonly x: number;
  readonly width: number;
  readonly span: Span;
}

interface Column {
  readonly x: number;
  readonly low?: number;
  readonly high?: number;
  readonly loss: number;
}

const pad = 2;
const shortestBar = 4;

export function sparklineShapes(points: readonly TargetPoint[], frame: SparklineFrame): SparklineShapes {
  const seen = points.filter(isMeasured).filter(({ atMs }) => atMs >= frame.fromMs && atMs <= frame.toMs);
  const timesMs = seen.map(({ atMs }) => atMs);
  const stretches = split(seen, (_before, _point, index) => isGapBefore(timesMs, index, frame.gapMs));
  const topSeconds = Math.max(0, ...seen.map(({ rttSeconds = 0 }) => rttSeconds)) * 1.15 || 1;
  const y = (seconds: number) =>
    round(frame.height - pad - (seconds / topSeconds) * (frame.height - 2 * pad));
  const columns = stretches.map((stretch) => columnsOf(stretch, frame));
  const answered = columns.flatMap((stretch) => answeredRuns(stretch));
  return {
    line: answered.map((run) => linePath(run, y)).join(''),
    area: answered.map((run) => areaPath(run, y, frame.height)).join(''),
    ...lost(columns, frame.height),
    ...silent(seen, frame),
  };
}

function silent(points: readonly TargetPoint[], frame: SparklineFrame) {
  const { fromMs, toMs, gapMs, marks, known, height } = frame;
  const timesMs = points.map(({ atMs }) => atMs);
  const silences = knownSilences(known, { timesMs, view: { fromMs, toMs }, gapMs, marks });
  const bands = silences.flatMap((span): Band[] => {
    const { silence } = span;
    if (silence === 'unmeasured') return [];
    const x = columnAt(span.fromMs, frame);
    return [{ silence, x, width: Math.max(1, columnAt(span.toMs, frame) - x), span }];
  });
  const gaps = silences
    .filter(({ silence }) => silence === 'unmeasured')
    .map((span) => `M${columnAt(span.fromMs, frame)} ${height - 1}H${columnAt(span.toMs, frame)}`)
    .join('');
  return { gaps, bands, silences };
}

function split<T>(
  items: readonly T[],
  between: (a: T, b: T, index: number) => boolean,
): readonly (readonly T[])[] {
  const groups: T[][] = [];
  items.forEach((item, index) => {
    const before = items[index - 1];
    if (before === undefined || between(before, item, index)) groups.push([item]);
    else groups.at(-1)?.push(item);
  });
  return groups;
}

function columnsOf(stretch: readonly TargetPoint[], frame: SparklineFrame): readonly Column[] {
  const groups = split(stretch, (a, b) => columnAt(a.atMs, frame) !== columnAt(b.atMs, frame));
  return groups.map((group) => {
    const rtts = group.flatMap(({ rttSeconds }) => (rttSeconds === undefined ? [] : [rttSeconds]));
    const loss = Math.max(...group.map(({ lossRatio = 0 }) => lossRatio));
    const x = columnAt(group[0]?.atMs ?? frame.fromMs, frame);
    return rtts.length === 0 ? { x, loss } : { x, loss, low: Math.min(...rtts), high: Math.max(...rtts) };
  });
}

function columnAt(atMs: number, { fromMs, toMs, width }: SparklineFrame): number {
  return Math.round(((atMs - fromMs) / (toMs - fromMs)) * width);
}

function answeredRuns(columns: readonly Column[]): readonly (readonly Required<Column>[])[] {
  return split(columns, (a, b) => isAnswered(a) !== isAnswered(b)).flatMap((run) => {
    const answered = run.filter(isAnswered);
    return answered.length === 0 ? [] : [answered];
  });
}

function isAnswered(column: Column): column is Required<Column> {
  return column.high !== undefined;
}

function linePath(run: readonly Required<Column>[], y: (seconds: number) => number): string {
  const [first] = run;
  if (run.length === 1 && first) return `M${first.x} ${y(first.high)}h0.01`;
  return run
    .map(({ x, low, high }, index) => {
      const start = `${index === 0 ? 'M' : 'L'}${x} ${y(high)}`;
      return low === high ? start : `${start}V${y(low)}`;
    })
    .join('');
}

function areaPath(run: readonly Required<Column>[], y: (seconds: number) => number, height: number): string {
  const first = run[0];
  const last = run.at(-1);
  if (first === undefined || last === undefined || first === last) return '';
  const top = run.map(({ x, high }) => `L${x} ${y(high)}`).join('');
  return `M${first.x} ${height}${top}L${last.x} ${height}Z`;
}

function lost(stretches: readonly (readonly Column[])[], height: number) {
  const runs = stretches
    .flatMap((columns) => split(columns, (a, b) => !isOutage(a) || !isOutage(b)))
    .filter(([column]) => column !== undefined && column.loss > 0);
  return {
    loss: runs.map((run) => lossPath(run, height)).join(''),
    lossArea: runs.map((run) => lossAreaPath(run, height)).join(''),
  };
}

function isOutage({ loss }: Column): boolean {
  return loss >= 1;
}

/** Of one column, or of all that an outage takes. */
function lossPath(run: readonly Column[], height: number): string {
  const ticks = run.map(({ x }) => `M${x} ${height}v-${shortestBar}`).join('');
  const [first, second] = run;
  const last = run.at(-1);
  if (first === undefined || last === undefined) return '';
  if (second !== undefined) return `${ticks}M${first.x} ${height - 1}H${last.x}`;
  const reach = round(first.loss * height);
  return isOutage(first) || reach <= shortestBar
    ? ticks
    : `${ticks}M${first.x - 1} ${round(height - reach)}h2`;
}

function lossAreaPath(run: readonly Column[], height: number): string {
  const [first] = run;
  const last = run.at(-1);
  if (first === undefined || last === undefined) return '';
  const reach = round(Math.max(shortestBar, first.loss * height));
  return `M${first.x - 1} ${height}v-${reach}H${last.x + 1}v${reach}z`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
