import { gauge } from '../../metrics/model';
import type { TcpConnectSettings, TcpConnectTarget } from '../../settings/schema/collectors/tcp-connect';
import { durationMs } from '../../settings/schema/duration';
import type { MakeCollector } from '../collector';
import { connectTcp } from '../probing/connect';
import { lookUp } from '../probing/look-up';
import { makeProbeCollector, type ProbeContext } from '../probing/probe-collector';
import type { ProbeFindings } from '../probing/probe-report';

/** Opens a TCP connection to each target and closes it again. */
export const makeTcpConnect: MakeCollector<TcpConnectSettings> = (settings, machine) =>
  makeProbeCollector(machine, {
    kind: settings.kind,
    targets: settings.targets,
    timeoutMs: durationMs(settings.replyTimeout),
    probe: (target, context) => probe(target, settings, context),
    families: (points) => [
      gauge(
        'probe_tcp_connect_duration_seconds',
        'How long the last connection took until the other side had taken it, in seconds.',
        points.of(({ rttSeconds }) => rttSeconds),
      ),
    ],
  });

async function probe(
  { host, port }: TcpConnectTarget,
  { ipVersion }: TcpConnectSettings,
  context: ProbeContext,
): Promise<ProbeFindings> {
  const { clock } = context.machine;
  const endsAtMs = clock.monotonicMs() + context.timeoutMs;
  const found = await lookUp(host, ipVersion, context);
  if (!found.ok) return { failure: found.error };
  const connected = await connectTcp(found.value.address, port, { clock, signal: context.signal, endsAtMs });
  if (!connected.ok) return { ...found.value, failure: connected.error };
  connected.value.socket.destroy();
  return { ...found.value, rttSeconds: connected.value.seconds };
}
