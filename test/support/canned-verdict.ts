import type { Finding, HealthLevel, Verdict } from '../../main/contract/verdict';

/** Verdicts as a test or a picture wants them, without a diagnosis. */
export function verdictFrom(...findings: readonly [Finding, ...Finding[]]): Verdict {
  return { level: findings[0].level, findings };
}

const sinceMs = Date.UTC(2026, 0, 1, 9, 30);

/** One for each level; in English "All well", "Target db is down, others fine", "The internet is unreachable from the router on", "Pushing is paused". */
export const cannedVerdicts: Readonly<Record<HealthLevel, Verdict>> = {
  ok: verdictFrom({
    code: 'all_well',
    level: 'ok',
    sinceMs,
    values: {},
    evidence: [{ code: 'targets_answer', values: { targets: 2, of: 2 } }],
  }),
  trouble: verdictFrom({
    code: 'targets_down',
    level: 'trouble',
    sinceMs,
    values: { targets: ['db'], of: 3, others: 'fine' },
    evidence: [{ code: 'no_answer', values: { target: 'db', cycles: 12 } }],
  }),
  failing: verdictFrom({
    code: 'internet_down',
    level: 'failing',
    sinceMs,
    values: { targets: ['cloudflare', 'quad9'], of: 2, router: 'fine' },
    evidence: [
      { code: 'no_answer', values: { target: 'cloudflare', cycles: 4 } },
      { code: 'no_answer', values: { target: 'quad9', cycles: 4 } },
    ],
  }),
  paused: verdictFrom({
    code: 'pushing_paused',
    level: 'paused',
    sinceMs,
    values: {},
    evidence: [{ code: 'switched_off', values: { what: 'pushing' } }],
  }),
};

/** Several findings at once, the longest words among them. */
export const stormyVerdict: Verdict = verdictFrom(
  {
    code: 'pushes_fail',
    level: 'failing',
    sinceMs,
    values: { destination: 'gateway-of-the-whole-company', failure: 'unauthorized', status: 401 },
    evidence: [
      {
        code: 'push_failed',
        values: {
          destination: 'gateway-of-the-whole-company',
          url: 'https://metrics.eu-central-1.monitoring.example.net:9091/team',
          failure: 'unauthorized',
          status: 401,
          failures: 240,
        },
      },
      { code: 'last_delivered', values: { destination: 'gateway-of-the-whole-company', atMs: sinceMs } },
    ],
  },
  {
    code: 'router_loss',
    level: 'trouble',
    sinceMs,
    values: { targets: ['router'], of: 1, medium: 'wifi', lossRatio: 0.12, beyond: 'fine' },
    evidence: [
      { code: 'packets_lost', values: { target: 'router', lossRatio: 0.12, cycles: 18 } },
      { code: 'wifi_signal', values: { device: 'wlan0', signalDbm: -78 } },
      { code: 'answers_well', values: { target: 'cloudflare', rttSeconds: 0.0123 } },
    ],
  },
  {
    code: 'tcp_pileup',
    level: 'trouble',
    sinceMs,
    values: {
      state: 'close_wait',
      connections: 1_240,
      process: { pid: 4_211, name: 'java', connections: 1_198 },
    },
    evidence: [
      { code: 'connections', values: { state: 'close_wait', connections: 1_240, usual: 6 } },
      { code: 'held_by', values: { pid: 4_211, name: 'java', connections: 1_198, of: 1_240, atMs: sinceMs } },
    ],
  },
  {
    code: 'pushing_paused',
    level: 'paused',
    sinceMs,
    values: {},
    evidence: [{ code: 'switched_off', values: { what: 'pushing' } }],
  },
);
