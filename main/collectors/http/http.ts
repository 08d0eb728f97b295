import { gauge, type MetricFamily, type Point } from '../../metrics/model';
import type { HttpSettings } from '../../settings/schema/collectors/http';
import { durationMs } from '../../settings/schema/duration';
import type { MakeCollector } from '../collector';
import { makeProbeCollector } from '../probing/probe-collector';
import type { ReportPoints } from '../probing/probe-report';
import { type HttpFindings, probeHttp } from './probe-http';

/** Fetches each target's page over a connection of its own; never through a proxy. */
export const makeHttp: MakeCollector<HttpSettings> = (settings, machine) =>
  makeProbeCollector(machine, {
    kind: settings.kind,
    targets: settings.targets,
    timeoutMs: durationMs(settings.replyTimeout),
    probe: ({ url }, context) => probeHttp(url, settings, context),
    families,
  });

/** Under blackbox_exporter's names. */
function families(points: ReportPoints<HttpFindings>): MetricFamily[] {
  return [
    gauge(
      'probe_http_duration_seconds',
      'How long each phase of the last probe took, all redirects together, in seconds.',
      points.flat(({ phases = {} }) =>
        Object.entries(phases).map(([phase, seconds]): Point => [{ phase }, seconds]),
      ),
    ),
    gauge(
      'probe_http_status_code',
      'Status of the last answer.',
      points.of(({ status }) => status),
    ),
    gauge(
      'probe_http_redirects',
      'How many redirects were followed.',
      points.of(({ redirects }) => redirects),
    ),
    gauge(
      'probe_http_ssl',
      'Whether the last answer came over TLS: 1 or 0.',
      points.of(({ secure }) => (secure === undefined ? undefined : Number(secure))),
    ),
    gauge(
      'probe_ssl_earliest_cert_expiry',
      'When the first certificate of the chain that was shown ends to be valid, in seconds since 1970.',
      points.of(({ certificateExpirySeconds }) => certificateExpirySeconds),
    ),
  ];
}
