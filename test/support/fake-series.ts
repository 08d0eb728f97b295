/** Every series of the fake month: a value for each cycle, told by how many cycles ago it was. */
export interface MadeSeries {
  readonly labels: Record<string, string>;
  /** The value of a cycle, of a counter what it grew by; undefined: there is none. */
  readonly at: (ago: number) => number | undefined;
  readonly isCounter?: boolean;
}

interface PingLine {
  readonly target: string;
  readonly rttSeconds: number;
  /** Share of lost packets in the cycle that is this many cycles ago. */
  readonly loss: (ago: number) => number;
}

const cyclesADay = 17_280;
const packetsACycle = 4;

/** Now and then one packet is lost somewhere. */
const rarely = (ago: number, seed: number) => (noise(ago * 31 + seed) > 0.9985 ? 0.25 : 0);

const pings: readonly PingLine[] = [
  { target: 'router', rttSeconds: 0.0014, loss: (ago) => (ago > 400 && ago < 430 ? 0.25 : 0) },
  {
    target: 'cloudflare',
    rttSeconds: 0.0122,
    loss: (ago) => (ago === 71 ? 0.25 : ago < 130 ? 0 : rarely(ago, 1)),
  },
  {
    target: 'api',
    rttSeconds: 0.037,
    loss: (ago) => (ago < 26 ? ([0.25, 0, 0.5, 0.25, 0][ago % 5] ?? 0) : ago < 130 ? 0 : rarely(ago, 2) * 3),
  },
  {
    target: 'db',
    rttSeconds: 0.0031,
    loss: (ago) => (ago < 34 || (ago > 7000 && ago < 7300) ? 1 : ago < 130 ? 0 : rarely(ago, 3)),
  },
];

function rttOf({ rttSeconds }: PingLine, index: number, ago: number): number {
  const busy = 0.25 * (1 - Math.cos((2 * Math.PI * ago) / cyclesADay));
  return rttSeconds * (1 + busy + 0.35 * noise(ago * 7 + index) ** 3);
}

/** Of each cycle in which something came back. */
function ofRtt(of: (rttSeconds: number, ago: number) => number): () => MadeSeries[] {
  return () =>
    pings.map((line, index) => ({
      labels: { target: line.target },
      at: (ago) => (line.loss(ago) === 1 ? undefined : of(rttOf(line, index, ago), ago)),
    }));
}

function ofPackets(share: (loss: number) => number): () => MadeSeries[] {
  return () =>
    pings.map(({ target, loss }) => ({
      labels: { target },
      isCounter: true,
      at: (ago) => packetsACycle * share(loss(ago)),
    }));
}

interface ProbeLine {
  readonly target: string;
  readonly kind: string;
  readonly seconds: number;
  readonly reason: string;
  readonly fails: (ago: number) => boolean;
}

const probes: readonly ProbeLine[] = [
  { target: 'shop', kind: 'http', seconds: 0.184, reason: 'status', fails: (ago) => ago > 180 && ago < 196 },
  { target: 'resolver', kind: 'dns', seconds: 0.0091, reason: 'timeout', fails: (ago) => ago % 997 === 40 },
  { target: 'postgres', kind: 'tcp-connect', seconds: 0.0034, reason: 'refused', fails: (ago) => ago < 12 },
];

const phases = { resolve: 0.05, connect: 0.08, tls: 0.15, processing: 0.6, transfer: 0.12 };

function probeTime({ seconds }: ProbeLine, ago: number): number {
  return seconds * (0.9 + 0.5 * noise(ago * 3 + 11) ** 4 + (noise(ago * 17) > 0.995 ? 2 : 0));
}

function ofProbes(at: (line: ProbeLine, ago: number) => number | undefined, kinds?: readonly string[]) {
  return (): MadeSeries[] =>
    probes
      .filter(({ kind }) => kinds?.includes(kind) ?? true)
      .map((line) => ({ labels: { target: line.target, kind: line.kind }, at: (ago) => at(line, ago) }));
}

const whenWell = (line: ProbeLine, ago: number) => (line.fails(ago) ? undefined : probeTime(line, ago));

function phaseSeries(): MadeSeries[] {
  return probes
    .filter(({ kind }) => kind === 'http')
    .flatMap((line) =>
      Object.entries(phases).map(([phase, share], index) => ({
        labels: { target: line.target, kind: line.kind, phase },
        at: (ago: number) =>
          line.fails(ago) && index > 3
            ? undefined
            : probeTime(line, ago) * share * (0.9 + 0.2 * noise(ago + index)),
      })),
    );
}

/** CLOSE_WAIT leaks since 480 cycles. */
const tcpStates: Readonly<Record<string, (ago: number) => number>> = {
  established: (ago) => 318 - 60 * (1 - Math.cos((2 * Math.PI * ago) / cyclesADay)) + 14 * noise(ago),
  syn_sent: (ago) => (noise(ago * 5) > 0.7 ? 2 : 0),
  syn_recv: (ago) => (noise(ago * 9) > 0.9 ? 1 : 0),
  fin_wait1: (ago) => (noise(ago * 2) > 0.5 ? 1 : 0),
  fin_wait2: (ago) => 9 + 6 * noise(ago * 3),
  time_wait: (ago) => Math.max(180, 1029 - 6 * ago) + 50 * noise(ago * 4),
  close: () => 0,
  close_wait: (ago) => (ago < 480 ? 198 - 0.4 * ago : 4 + 3 * noise(ago)),
  last_ack: (ago) => 3 * noise(ago * 8),
  listen: () => 41,
  closing: () => 0,
  rx_queued_bytes: () => 0,
  tx_queued_bytes: (ago) => 41_870 * noise(ago),
};

function stateSeries(): MadeSeries[] {
  return Object.entries(tcpStates).map(([state, of]) => ({
    labels: { state },
    at: (ago) => Math.round(of(ago)),
  }));
}

const counter = (at: (ago: number) => number) => (): MadeSeries[] => [
  { labels: {}, isCounter: true, at: (ago) => Math.round(at(ago)) },
];

export const fakeSeries: Readonly<Record<string, () => MadeSeries[]>> = {
  ping_rtt_mean_seconds: ofRtt((rtt) => rtt),
  ping_rtt_median_seconds: ofRtt((rtt) => rtt),
  ping_rtt_best_seconds: ofRtt((rtt, ago) => rtt * (0.93 - 0.08 * noise(ago * 5))),
  ping_rtt_worst_seconds: ofRtt(
    (rtt, ago) => rtt * (1.05 + 0.4 * noise(ago * 13) ** 2 + 7 * noise(ago * 19) ** 90),
  ),
  ping_rtt_jitter_seconds: ofRtt((rtt, ago) => rtt * (0.02 + 0.12 * noise(ago * 23) ** 3)),
  ping_loss_ratio: () => pings.map(({ target, loss }) => ({ labels: { target }, at: loss })),
  ping_packets_sent_total: ofPackets(() => 1),
  ping_packets_received_total: ofPackets((loss) => 1 - loss),
  ping_failure_info: () => [{ labels: { target: 'vpn', reason: 'unresolvable' }, at: () => 1 }],
  probe_success: ofProbes(({ fails }, ago) => (fails(ago) ? 0 : 1)),
  probe_duration_seconds: ofProbes(whenWell),
  probe_dns_lookup_time_seconds: ofProbes(whenWell, ['dns']),
  probe_tcp_connect_duration_seconds: ofProbes(whenWell, ['tcp-connect']),
  probe_http_duration_seconds: phaseSeries,
  probe_http_status_code: ofProbes((line, ago) => (line.fails(ago) ? 503 : 200), ['http']),
  probe_ssl_earliest_cert_expiry: ofProbes(() => Date.now() / 1000 + 41 * 86_400, ['http']),
  probe_failure_info: () =>
    probes.map(({ target, kind, reason, fails }) => ({
      labels: { target, kind, reason },
      at: (ago) => (fails(ago) ? 1 : undefined),
    })),
  count_netstat_wait_connections: () => [
    { labels: {}, at: (ago) => Math.round(Math.max(200, 1240 - 7 * ago) + 60 * noise(ago)) },
  ],
  node_tcp_connection_states: stateSeries,
  node_netstat_Tcp_OutSegs: counter((ago) => 4500 + 2000 * noise(ago)),
  node_netstat_Tcp_RetransSegs: counter((ago) => 9 + 30 * noise(ago * 3) ** 4 + (ago < 60 ? 160 : 0)),
  node_netstat_Tcp_OutRsts: counter((ago) => 3 * noise(ago * 7)),
  node_netstat_TcpExt_ListenDrops: counter((ago) => (ago > 200 && ago < 240 ? 40 * noise(ago) : 0)),
  node_netstat_TcpExt_TCPSynRetrans: counter((ago) => (noise(ago * 11) > 0.8 ? 2 : 0)),
};

/** 0 to 1, always the same for the same number. */
function noise(number: number): number {
  const wave = Math.sin(number * 12.9898) * 43_758.5453;
  return wave - Math.floor(wave);
}
