import { z } from 'zod';
import type { Labels } from '../metrics/model';
import { failure, type Outcome, success } from '../outcome';
import type { Clock } from '../platform/clock';
import type { HttpClient } from '../platform/http-client';

const queryTimeoutMs = 10_000;
const pollEveryMs = 1_000;
/** The clocks of several machines may differ, and what Prometheus has of the last minute costs it little. */
const lookBackMs = 60_000;
const heartbeat = 'pushtray_heartbeat_timestamp_seconds';
const pushTime = 'push_time_seconds';

/** Of one of our snapshots, as a Prometheus knows it. */
export interface Arrival {
  /** Our heartbeat: when the snapshot was taken. */
  readonly measuredAtMs: number;
  /** When a Pushgateway took it; absent where there is none on the way. */
  readonly pushedAtMs?: number;
  /** When Prometheus read it; absent where it was written there, with the time of its measurement. */
  readonly scrapedAtMs?: number;
  /** When a query had it first, by the clock of this machine: it was there by then. */
  readonly foundAtMs: number;
}

export interface ArrivalQuestion {
  readonly prometheusUrl: string;
  /** What our series have there. */
  readonly groupingKey: Labels;
  /** Our series are written to it, by remote write, not scraped: their times there are ours. */
  readonly isWritten: boolean;
}

export interface ArrivalWait {
  /** Only what was measured then or later counts. */
  readonly measuredSinceMs: number;
  /**
   * When the snapshots were taken that a destination took: another way to the same series (Prometheus scrapes this machine, a second
   * destination ends there) brings others. Absent: not known, and whatever is new enough counts.
   */
  readonly delivered?: () => ReadonlySet<number>;
  readonly withinMs: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

type Beat = Omit<Arrival, 'foundAtMs'>;

/** Asks until something new enough is there; `not_arrived` when it does not come in time, with the newest that did. */
export async function awaitArrival(
  http: HttpClient,
  question: ArrivalQuestion,
  wait: ArrivalWait,
): Promise<Outcome<Arrival>> {
  const { clock, measuredSinceMs, withinMs, delivered, signal } = wait;
  const endsAtMs = clock.monotonicMs() + withinMs;
  const askedSinceMs = clock.monotonicMs();
  for (;;) {
    const rangeMs = clock.monotonicMs() - askedSinceMs + lookBackMs;
    const found = await arrivals(http, question, { rangeMs, signal });
    if (!found.ok) return found;
    const fresh = found.value.filter(({ measuredAtMs }) => measuredAtMs >= measuredSinceMs);
    const ours = fresh.filter(({ measuredAtMs }) => delivered?.().has(measuredAtMs) ?? true);
    const newest = ours[ours.length - 1];
    if (newest) return success({ ...newest, foundAtMs: clock.nowMs() });
    if (signal.aborted || clock.monotonicMs() + pollEveryMs > endsAtMs) {
      return fresh.length > 0 ? anotherWay(question) : notArrived(question, found.value);
    }
    await new Promise<void>((resolve) => clock.after(pollEveryMs, resolve));
  }
}

function notArrived({ prometheusUrl, groupingKey }: ArrivalQuestion, found: readonly Beat[]) {
  const newest = found[found.length - 1];
  const what =
    newest === undefined
      ? 'has no series of this machine from the last minutes'
      : `has nothing newer of this machine than ${new Date(newest.measuredAtMs).toISOString()}`;
  return failure('not_arrived', `${prometheusUrl} ${what} (${selectorOf(groupingKey)}).`, {
    hint: 'Does it scrape the Pushgateway, with honor_labels: true?',
  });
}

function anotherWay({ prometheusUrl, groupingKey }: ArrivalQuestion) {
  return failure(
    'not_arrived',
    `${prometheusUrl} has newer series of this machine, but none that this destination took: they came another way (${selectorOf(groupingKey)}).`,
    {
      hint: 'Does it scrape this machine itself, or what another destination leads to? Another "job" for this destination tells them apart.',
    },
  );
}

/** What Prometheus has of our heartbeat, oldest first, each with the push time that it read together with it. */
async function arrivals(
  http: HttpClient,
  { prometheusUrl, groupingKey, isWritten }: ArrivalQuestion,
  { rangeMs, signal }: { readonly rangeMs: number; readonly signal: AbortSignal },
): Promise<Outcome<readonly Beat[]>> {
  const names = `__name__=~"${heartbeat}|${pushTime}"`;
  const query = `${selectorOf(groupingKey, names)}[${Math.ceil(rangeMs / 1_000)}s]`;
  const found = await seriesOf(http, { prometheusUrl, query, signal });
  if (!found.ok) return found;
  const valuesOf = (name: string) =>
    found.value.filter(({ metric }) => metric['__name__'] === name).flatMap(({ values }) => values);
  const pushedAt = new Map(valuesOf(pushTime));
  const beats = valuesOf(heartbeat).map(([atSeconds, value]) => {
    const pushedSeconds = pushedAt.get(atSeconds);
    return {
      measuredAtMs: Math.round(Number(value) * 1_000),
      ...(!isWritten && { scrapedAtMs: Math.round(atSeconds * 1_000) }),
      ...(pushedSeconds !== undefined && { pushedAtMs: Math.round(Number(pushedSeconds) * 1_000) }),
    };
  });
  return success(beats.sort((a, b) => a.measuredAtMs - b.measuredAtMs));
}

function selectorOf(groupingKey: Labels, ...more: readonly string[]): string {
  const matchers = Object.entries(groupingKey).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return `{${[...more, ...matchers].join(',')}}`;
}

/** https://prometheus.io/docs/prometheus/latest/querying/api/#range-vectors */
const answerSchema = z.object({
  data: z.object({
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        values: z.array(z.tuple([z.number(), z.string()])),
      }),
    ),
  }),
});

type FoundSeries = z.infer<typeof answerSchema>['data']['result'];

async function seriesOf(
  http: HttpClient,
  { prometheusUrl, query, signal }: { prometheusUrl: string; query: string; signal: AbortSignal },
): Promise<Outcome<FoundSeries>> {
  const url = `${prometheusUrl.replace(/\/+$/, '')}/api/v1/query?query=${encodeURIComponent(query)}`;
  const headers = { 'User-Agent': 'pushtray' };
  const answer = await http.request({ method: 'GET', url, headers, timeoutMs: queryTimeoutMs, signal });
  if (!answer.ok) return answer;
  const found = seriesIn(answer.value.body);
  if (answer.value.status === 200 && found) return success(found);
  return failure(
    'no_prometheus',
    `${prometheusUrl} does not answer queries as a Prometheus does (status ${answer.value.status}).`,
    { hint: 'Set "prometheusUrl" to the address below which /api/v1/query is.' },
  );
}

function seriesIn(body: string): FoundSeries | undefined {
  try {
    return answerSchema.parse(JSON.parse(body)).data.result;
  } catch {
    return undefined;
  }
}
