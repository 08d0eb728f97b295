import { z } from 'zod';
import type { Labels } from '../metrics/model';
import { failure, type Outcome, success } from '../outcome';
import type { Clock } from '../platform/clock';
import type { HttpClient } from '../platform/http-client';

const queryTimeoutMs = 10_000;
const pollEveryMs = 1_000;

/** Of one of our snapshots, as a Prometheus knows it. */
export interface Arrival {
  /** Our heartbeat: when the snapshot was taken. */
  readonly measuredAtMs: number;
  /** When a Pushgateway took it; absent where there is none on the way. */
  readonly pushedAtMs?: number;
  /** When Prometheus itself read or received it. */
  readonly scrapedAtMs: number;
}

export interface ArrivalQuestion {
  readonly prometheusUrl: string;
  /** What our series have there. */
  readonly groupingKey: Labels;
}

export interface ArrivalWait {
  /** Only what was measured then or later counts. */
  readonly measuredSinceMs: number;
  readonly withinMs: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Asks until something new enough is there; `not_arrived` when it does not come in time, with the newest that did. */
export async function awaitArrival(
  http: HttpClient,
  question: ArrivalQuestion,
  wait: ArrivalWait,
): Promise<Outcome<Arrival>> {
  const endsAtMs = wait.clock.monotonicMs() + wait.withinMs;
  for (;;) {
    const found = await newestArrival(http, question, wait.signal);
    if (!found.ok) return found;
    if (found.value && found.value.measuredAtMs >= wait.measuredSinceMs) return success(found.value);
    if (wait.signal.aborted || wait.clock.monotonicMs() + pollEveryMs > endsAtMs) {
      return notArrived(question, found.value);
    }
    await new Promise<void>((resolve) => wait.clock.after(pollEveryMs, resolve));
  }
}

function notArrived({ prometheusUrl, groupingKey }: ArrivalQuestion, newest: Arrival | undefined) {
  const what =
    newest === undefined
      ? 'has no series of this machine'
      : `has nothing newer of this machine than ${new Date(newest.measuredAtMs).toISOString()}`;
  return failure('not_arrived', `${prometheusUrl} ${what} (${selectorOf(groupingKey)}).`, {
    hint: 'Does it scrape the Pushgateway, with honor_labels: true?',
  });
}

async function newestArrival(
  http: HttpClient,
  { prometheusUrl, groupingKey }: ArrivalQuestion,
  signal: AbortSignal,
): Promise<Outcome<Arrival | undefined>> {
  const selector = selectorOf(groupingKey);
  const heartbeat = `pushtray_heartbeat_timestamp_seconds${selector}`;
  const ask = (query: string) => newestValue(http, { prometheusUrl, query, signal });
  const [measured, scraped, pushed] = await Promise.all([
    ask(heartbeat),
    ask(`timestamp(${heartbeat})`),
    ask(`push_time_seconds${selector}`),
  ]);
  if (!measured.ok) return measured;
  if (!scraped.ok) return scraped;
  if (!pushed.ok) return pushed;
  if (measured.value === undefined || scraped.value === undefined) return success(undefined);
  return success({
    measuredAtMs: Math.round(measured.value * 1_000),
    scrapedAtMs: Math.round(scraped.value * 1_000),
    ...(pushed.value !== undefined && { pushedAtMs: Math.round(pushed.value * 1_000) }),
  });
}

function selectorOf(groupingKey: Labels): string {
  const matchers = Object.entries(groupingKey).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return `{${matchers.join(',')}}`;
}

/** https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries */
const answerSchema = z.object({
  data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }),
});

async function newestValue(
  http: HttpClient,
  { prometheusUrl, query, signal }: { prometheusUrl: string; query: string; signal: AbortSignal },
): Promise<Outcome<number | undefined>> {
  const url = `${prometheusUrl.replace(/\/+$/, '')}/api/v1/query?query=${encodeURIComponent(query)}`;
  const headers = { 'User-Agent': 'pushtray' };
  const answer = await http.request({ method: 'GET', url, headers, timeoutMs: queryTimeoutMs, signal });
  if (!answer.ok) return answer;
  const values = valuesIn(answer.value.body);
  if (answer.value.status === 200 && values) {
    return success(values.length === 0 ? undefined : Math.max(...values));
  }
  return failure(
    'no_prometheus',
    `${prometheusUrl} does not answer queries as a Prometheus does (status ${answer.value.status}).`,
    { hint: 'Set "prometheusUrl" to the address below which /api/v1/query is.' },
  );
}

function valuesIn(body: string): number[] | undefined {
  try {
    return answerSchema.parse(JSON.parse(body)).data.result.map(({ value }) => Number(value[1]));
  } catch {
    return undefined;
  }
}
