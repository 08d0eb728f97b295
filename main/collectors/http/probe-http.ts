import type { Socket } from 'node:net';
import { secondsOf } from '../../metrics/value';
import { type Failure, failure, type Outcome, success } from '../../outcome';
import type { HttpSettings } from '../../settings/schema/collectors/http';
import { connectTcp, type TimeLimit } from '../probing/connect';
import { lookUp } from '../probing/look-up';
import type { ProbeContext } from '../probing/probe-collector';
import type { ProbeFailureCode, ProbeFindings } from '../probing/probe-report';
import { type Answer, exchange } from './exchange';
import { startTls } from './start-tls';

/** As blackbox_exporter has it. */
const maxRedirects = 10;

type Phase = 'resolve' | 'connect' | 'tls' | 'processing' | 'transfer';

export interface HttpFindings extends ProbeFindings {
  /** In seconds, those that were come to an end; of all redirects together. */
  readonly phases?: Readonly<Partial<Record<Phase, number>>>;
  readonly status?: number;
  readonly redirects?: number;
  /** Whether the last connection was by TLS. */
  readonly secure?: boolean;
  readonly certificateExpirySeconds?: number;
}

type Found<T> = Outcome<T, ProbeFailureCode>;

/** A status from 200 to 299 is a success. */
export function probeHttp(url: string, settings: HttpSettings, context: ProbeContext): Promise<HttpFindings> {
  return new HttpProbe(settings, context).run(new URL(url));
}

class HttpProbe {
  private readonly limit: TimeLimit;
  private readonly startedMs: number;
  private readonly phases: Partial<Record<Phase, number>> = {};
  private findings: HttpFindings = {};

  constructor(
    private readonly settings: HttpSettings,
    private readonly context: ProbeContext,
  ) {
    const { machine, signal, timeoutMs } = context;
    this.startedMs = machine.clock.monotonicMs();
    this.limit = { clock: machine.clock, signal, endsAtMs: this.startedMs + timeoutMs };
  }

  async run(first: URL): Promise<HttpFindings> {
    let url = first;
    for (let redirects = 0; ; redirects++) {
      this.note({ redirects });
      const answer = await this.fetch(url);
      if (!answer.ok) return this.end(answer.error);
      const next = this.settings.followRedirects ? redirectOf(answer.value, url) : undefined;
      if (!next || redirects === maxRedirects) return this.end(statusFailure(answer.value, url));
      url = next;
    }
  }

  private async fetch(url: URL): Promise<Found<Answer>> {
    const connected = await this.connect(url);
    if (!connected.ok) return connected;
    const answer = await exchange(connected.value, url, this.limit);
    connected.value.destroy();
    if (!answer.ok) return answer;
    const { status, processingSeconds, transferSeconds } = answer.value;
    this.add('processing', processingSeconds);
    this.add('transfer', transferSeconds);
    this.note({ status });
    return answer;
  }

  private async connect(url: URL): Promise<Found<Socket>> {
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    const secure = url.protocol === 'https:';
    const leftMs = this.limit.endsAtMs - this.limit.clock.monotonicMs();
    const found = await lookUp(host, this.settings.ipVersion, { ...this.context, timeoutMs: leftMs });
    if (!found.ok) return found;
    this.note({ ...found.value, secure });
    this.add('resolve', found.value.lookupSeconds ?? 0);
    const port = Number(url.port || (secure ? 443 : 80));
    const connected = await connectTcp(found.value.address, port, this.limit);
    if (!connected.ok) return connected;
    this.add('connect', connected.value.seconds);
    return secure ? this.secure(connected.value.socket, host) : success(connected.value.socket);
  }

  private async secure(socket: Socket, host: string): Promise<Found<Socket>> {
    const started = await startTls(socket, host, this.limit);
    if (!started.ok) return started;
    const { socket: secured, seconds, expirySeconds, distrust } = started.value;
    this.add('tls', seconds);
    this.note(expirySeconds === undefined ? {} : { certificateExpirySeconds: expirySeconds });
    if (distrust === undefined || !this.settings.verifyCertificates) return success(secured);
    secured.destroy();
    return failure('tls', distrust);
  }

  private add(phase: Phase, seconds: number): void {
    this.phases[phase] = (this.phases[phase] ?? 0) + seconds;
  }

  private note(more: HttpFindings): void {
    this.findings = { ...this.findings, ...more };
  }

  private end(failed: Failure<ProbeFailureCode> | undefined): HttpFindings {
    const findings = { ...this.findings, phases: this.phases };
    if (failed) return { ...findings, failure: failed };
    return {
      ...findings,
      rttSeconds: secondsOf(this.limit.clock.monotonicMs() - this.startedMs),
    };
  }
}

function redirectOf({ status, location }: Answer, from: URL): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined;
  try {
    const to = new URL(location, from);
    return /^https?:$/.test(to.protocol) ? to : undefined;
  } catch {
    return undefined;
  }
}

function statusFailure({ status, location }: Answer, { host }: URL): Failure<ProbeFailureCode> | undefined {
  if (status >= 200 && status <= 299) return undefined;
  const leads = location === undefined ? '' : ` and leads to ${location.slice(0, 200)}`;
  return { code: 'status', message: `${host} answered with status ${status}${leads}.` };
}
