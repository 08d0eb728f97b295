import { z } from 'zod';
import type { Labels } from '../../metrics/model';
import { failure, type Outcome, success } from '../../outcome';
import { requestHeaders } from '../../platform/credentials';
import type { PushgatewaySettings } from '../../settings/schema/destinations';
import { durationMs } from '../../settings/schema/duration';
import { exchangeFailure } from '../answers';
import type { DestinationTools, PushFailureCode } from '../destination';
import { answerFailure } from './answer';
import { groupUrl } from './group';

/** A gateway of a large team holds thousands of groups; more than this is not looked through. */
const mostAnswerBytes = 64 * 1024 * 1024;

/** A group that a gateway holds, whoever pushed it. */
export interface HeldGroup {
  /** Where it is pushed to and deleted. */
  readonly url: string;
  readonly labels: Labels;
  /** Without those that the gateway itself adds. */
  readonly families: readonly string[];
  /** When it was last pushed to; absent when never with success. */
  readonly pushedAtMs?: number;
}

type GatewayTools = Pick<DestinationTools, 'http' | 'secret'>;

const gatewayOwn = ['push_time_seconds', 'push_failure_time_seconds'];

/** https://github.com/prometheus/pushgateway#query-api: each family stands beside the group's labels under its name. */
const answerSchema = z.object({
  data: z.array(z.looseObject({ labels: z.record(z.string(), z.string()) })),
});

const familySchema = z.object({ metrics: z.array(z.unknown()) });
const pushTimeSchema = z.object({ metrics: z.tuple([z.object({ value: z.string() })]) });

/** All groups of one gateway, by its query API. */
export async function heldGroups(
  settings: PushgatewaySettings,
  tools: GatewayTools,
  {
    gatewayUrl,
    maxAnswerBytes = mostAnswerBytes,
    signal,
  }: { readonly gatewayUrl: string; readonly maxAnswerBytes?: number; readonly signal: AbortSignal },
): Promise<Outcome<readonly HeldGroup[], PushFailureCode>> {
  const url = `${gatewayUrl.replace(/\/+$/, '')}/api/v1/metrics`;
  const answer = await ask(settings, tools, { method: 'GET', gatewayUrl, url, maxAnswerBytes, signal });
  if (!answer.ok) return answer;
  return groupsIn(answer.value, gatewayUrl) ?? notAsExpected(gatewayUrl);
}

/** Whoever pushed it. */
export async function deleteGroup(
  settings: PushgatewaySettings,
  tools: GatewayTools,
  { group: { url }, signal }: { readonly group: HeldGroup; readonly signal: AbortSignal },
): Promise<Outcome<void, PushFailureCode>> {
  const asked = { method: 'DELETE', gatewayUrl: url, url, maxAnswerBytes: mostAnswerBytes, signal } as const;
  const answer = await ask(settings, tools, asked);
  return answer.ok ? success(undefined) : answer;
}

interface Question {
  readonly method: 'GET' | 'DELETE';
  readonly gatewayUrl: string;
  readonly url: string;
  readonly maxAnswerBytes: number;
  readonly signal: AbortSignal;
}

/** The body of an answer that means success. */
async function ask(
  settings: PushgatewaySettings,
  { http, secret }: GatewayTools,
  { method, gatewayUrl, url, maxAnswerBytes, signal }: Question,
): Promise<Outcome<string, PushFailureCode>> {
  const headers = requestHeaders(settings, secret);
  if (!headers.ok) return headers;
  const answer = await http.request({
    method,
    url,
    headers: { ...headers.value, 'User-Agent': 'pushtray' },
    timeoutMs: durationMs(settings.timeout),
    maxAnswerBytes,
    signal,
  });
  if (!answer.ok) return { ok: false, error: exchangeFailure(answer.error) };
  const authenticated = settings.auth !== undefined;
  const refused = answerFailure(answer.value, {
    method,
    gatewayUrl,
    authenticated,
    gzip: false,
    bytesSent: 0,
  });
  return refused ? { ok: false, error: refused } : success(answer.value.body);
}

function groupsIn(body: string, gatewayUrl: string): Outcome<readonly HeldGroup[], never> | undefined {
  try {
    const { data } = answerSchema.parse(JSON.parse(body));
    return success(data.map((group) => groupOf(group, gatewayUrl)));
  } catch {
    return undefined;
  }
}

function groupOf(
  { labels, ...rest }: z.infer<typeof answerSchema>['data'][number],
  gatewayUrl: string,
): HeldGroup {
  const url = groupUrl(gatewayUrl, labels);
  const families = Object.entries(rest)
    .filter(([name, value]) => !gatewayOwn.includes(name) && familySchema.safeParse(value).success)
    .map(([name]) => name);
  const pushTime = pushTimeSchema.safeParse(rest['push_time_seconds']);
  const pushedAtMs = pushTime.success ? Number(pushTime.data.metrics[0].value) * 1_000 : 0;
  return { url: url.ok ? url.value : gatewayUrl, labels, families, ...(pushedAtMs > 0 && { pushedAtMs }) };
}

function notAsExpected(gatewayUrl: string): Outcome<never, PushFailureCode> {
  return failure('not_found', `${gatewayUrl} does not list its groups as a Pushgateway since 1.0 does.`);
}
