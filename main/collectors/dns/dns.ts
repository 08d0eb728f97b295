import { gauge } from '../../metrics/model';
import { secondsOf } from '../../metrics/value';
import { type Outcome, success } from '../../outcome';
import type { DnsSettings, DnsTarget } from '../../settings/schema/collectors/dns';
import { placeOf } from '../../settings/schema/collectors/target-place';
import { durationMs } from '../../settings/schema/duration';
import type { MakeCollector } from '../collector';
import { type Address, addressOf } from '../probing/address';
import { lookUp } from '../probing/look-up';
import { makeProbeCollector, type ProbeContext } from '../probing/probe-collector';
import type { ProbeFailureCode, ProbeFindings } from '../probing/probe-report';
import { systemServers } from '../probing/resolver';
import { ask } from './ask';

interface DnsFindings extends ProbeFindings {
  /** How many records the answer had. */
  readonly records?: number;
}

/** Asks each target's name server for its name. */
export const makeDns: MakeCollector<DnsSettings> = (settings, machine) =>
  makeProbeCollector(machine, {
    kind: settings.kind,
    targets: settings.targets,
    timeoutMs: durationMs(settings.replyTimeout),
    probe,
    families: (points) => [
      gauge(
        'probe_dns_answer_rrs',
        'How many records the last answer had.',
        points.of(({ records }) => records),
      ),
    ],
  });

async function probe(target: DnsTarget, context: ProbeContext): Promise<DnsFindings> {
  const { clock } = context.machine;
  const beganMs = clock.monotonicMs();
  const found = await serversOf(target, context);
  if (!found.ok) return { failure: found.error };
  const { servers, ...asked } = found.value;
  const askedMs = clock.monotonicMs();
  const timeoutMs = context.timeoutMs - (askedMs - beganMs);
  const answer = await ask(target, servers, { signal: context.signal, timeoutMs });
  const lookupSeconds = secondsOf(clock.monotonicMs() - askedMs);
  if (!answer.ok) return { ...asked, failure: answer.error };
  const records = answer.value;
  const ip = records.find((record) => addressOf(record));
  const measured = { ...asked, records: records.length, lookupSeconds, rttSeconds: lookupSeconds };
  const findings = ip === undefined ? measured : { ...measured, ip };
  const { expect } = target;
  if (expect === undefined || records.includes(expect)) return findings;
  const said = records.join(', ').slice(0, 200);
  return {
    ...findings,
    failure: { code: 'answer', message: `The answer for ${target.host} is not ${expect}, but ${said}.` },
  };
}

interface Servers {
  /** As node:dns writes them. */
  readonly servers: readonly string[];
  /** Absent: those of the system, as they are set now. */
  readonly address?: Address;
}

async function serversOf(
  { server, serverPort }: DnsTarget,
  context: ProbeContext,
): Promise<Outcome<Servers, ProbeFailureCode>> {
  if (server === undefined) return success({ servers: systemServers() });
  const found = await lookUp(server, 'auto', context);
  if (!found.ok) return found;
  const { address } = found.value;
  return success({ servers: [placeOf({ host: address.ip, port: serverPort })], address });
}
