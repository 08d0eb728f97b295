import { z } from 'zod';
import type { HttpAnswer, HttpClient } from '../platform/http-client';
import { programName } from './api-v1';

/** It is on this machine and either answers at once or is no gateway. */
const timeoutMs = 500;

const statusAnswer = z.object({
  data: z.object({
    build_information: z.object({ version: z.string(), program: z.string().optional() }),
  }),
});

/** What answers at an address of this machine, as far as it matters to people. */
export type PortHolder = { readonly kind: 'pushgateway' | 'pushtray'; readonly version: string } | undefined;

/** A Pushgateway that answers on this machine. */
export interface FoundGateway {
  readonly url: string;
  readonly version: string;
}

/** Who holds a port that we wanted: a Pushgateway, another Pushtray, or `undefined` for anything else. */
export async function portHolder(http: Pick<HttpClient, 'request'>, address: string): Promise<PortHolder> {
  const get = (path: string) =>
    http.request({ method: 'GET', url: `${address}${path}`, timeoutMs, maxAnswerBytes: 64 * 1024 });
  const [ready, status] = await Promise.all([get('/-/ready'), get('/api/v1/status')]);
  if (!ready.ok || ready.value.status !== 200 || !status.ok) return undefined;
  const build = statusAnswer.safeParse(jsonOf(status.value)).data?.data.build_information;
  if (!build) return undefined;
  return { kind: build.program === programName ? 'pushtray' : 'pushgateway', version: build.version };
}

function jsonOf({ status, body }: HttpAnswer): unknown {
  try {
    return status === 200 ? JSON.parse(body) : undefined;
  } catch {
    return undefined;
  }
}
