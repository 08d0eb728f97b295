import { describe, expect, it } from 'vitest';
import {
  type EvidenceCode,
  type EvidenceValues,
  evidenceCodes,
  evidenceValues,
  type Finding,
  type FindingCode,
  type FindingValues,
  findingCodes,
  findingValues,
} from '../../../main/contract/verdict';
import { makeFormat } from '../../../main/texts/format';
import { type Language, languages, textsIn } from '../../../main/texts/texts';
import { evidenceOf, titleOf } from '../../../main/texts/verdict-words';

const nowMs = Date.UTC(2026, 0, 1, 12);

/** Values of a code, and what of them its words must hold in every language. */
type Examples<Codes extends string, Values extends Record<Codes, unknown>> = {
  readonly [C in Codes]: readonly { readonly values: Values[C]; readonly shown: readonly string[] }[];
};

const one = { targets: ['db'], of: 5 };
const many = { targets: ['a', 'b', 'c', 'd', 'e'], of: 7 };
const plain = [{ values: {}, shown: [] }];
const slow = { rttSeconds: 0.64, usualSeconds: 0.008 };
const loss = { lossRatio: 0.12 };

const findings: Examples<FindingCode, { [C in FindingCode]: FindingValues<C> }> = {
  all_well: plain,
  starting: plain,
  nothing_measured: plain,
  monitoring_paused: plain,
  pushing_paused: plain,
  asleep: plain,
  no_network: plain,
  router_down: [
    { values: { ...one, medium: 'wifi', beyond: 'fine' }, shown: ['Wi-Fi'] },
    { values: { ...one, medium: 'unknown', beyond: 'unknown' }, shown: [] },
  ],
  router_loss: [
    { values: { ...one, ...loss, medium: 'wifi', beyond: 'fine' }, shown: ['Wi-Fi', '12 %'] },
    { values: { ...one, ...loss, medium: 'wired', beyond: 'unknown' }, shown: ['12 %'] },
  ],
  router_slow: [{ values: { ...one, ...slow, medium: 'unknown', beyond: 'affected' }, shown: ['640 ms'] }],
  resolver_down: [{ values: one, shown: ['DNS'] }],
  resolver_loss: [{ values: { ...one, ...loss }, shown: ['DNS', '12 %'] }],
  resolver_slow: [
    { values: { ...one, ...slow }, shown: ['DNS', '640 ms'] },
    { values: { ...one, rttSeconds: 0.64 }, shown: ['DNS', '640 ms'] },
  ],
  internet_down: [
    { values: { ...one, router: 'fine' }, shown: [] },
    { values: { ...one, router: 'unknown' }, shown: [] },
  ],
  internet_loss: [
    { values: { ...one, ...loss, router: 'fine' }, shown: ['12 %'] },
    { values: { ...one, ...loss, router: 'unknown' }, shown: ['12 %', 'db'] },
  ],
  internet_slow: [{ values: { ...one, ...slow, router: 'affected' }, shown: ['640 ms'] }],
  targets_down: [
    { values: { ...one, others: 'fine' }, shown: ['db'] },
    { values: { ...many, others: 'affected' }, shown: ['5', '7', 'a', 'b', 'c'] },
  ],
  targets_loss: [
    { values: { ...one, ...loss, others: 'unknown' }, shown: ['db', '12 %'] },
    { values: { ...many, ...loss, others: 'fine' }, shown: ['5', '7', '12 %', 'a'] },
  ],
  targets_slow: [
    { values: { ...one, ...slow, others: 'fine' }, shown: ['db', '640 ms'] },
    { values: { ...many, ...slow, others: 'fine' }, shown: ['5', '7', 'a'] },
  ],
  targets_not_probed: [
    { values: one, shown: ['db'] },
    { values: many, shown: ['5', '7', 'a'] },
  ],
  tcp_pileup: [
    { values: { state: 'close_wait', connections: 1_240 }, shown: ['1,240', 'CLOSE_WAIT'] },
    {
      values: { state: 'listen', connections: 9, process: { pid: 4_211, name: 'java', connections: 7 } },
      shown: ['9', 'LISTEN', 'java', '7'],
    },
    { values: { state: 'listen', connections: 9, process: { pid: 4_211 } }, shown: ['9', '4211'] },
  ],
  tcp_resending: [{ values: { resentRatio: 0.08 }, shown: ['8.0 %', 'TCP'] }],
  listen_drops: [
    { values: { dropped: 1 }, shown: [] },
    { values: { dropped: 1_240 }, shown: ['1,240'] },
  ],
  pushes_fail: [
    { values: { destination: 'team', failure: 'unauthorized', status: 401 }, shown: ['team', '401'] },
    { values: { destination: 'team', failure: 'tls' }, shown: ['team'] },
  ],
  pushes_held: [{ values: { destination: 'team', reason: 'own_address' }, shown: ['team', 'Pushtray'] }],
  clock_skew: [{ values: { destination: 'team' }, shown: ['team'] }],
  backlog_grows: [{ values: { destination: 'team', samples: 48_160 }, shown: ['team', '48,160'] }],
  collectors_fail: [
    { values: { collectors: ['tcp'], of: 3 }, shown: ['tcp'] },
    { values: { collectors: ['tcp', 'ping'], of: 3 }, shown: ['2', '3', 'tcp', 'ping'] },
  ],
};

const atMs = nowMs - 60_000;

const evidence: Examples<EvidenceCode, { [C in EvidenceCode]: EvidenceValues<C> }> = {
  targets_answer: [
    { values: { targets: 12, of: 12 }, shown: ['12'] },
    { values: { targets: 3, of: 9 }, shown: ['3', '9'] },
  ],
  pushes_arrive: [{ values: { destinations: 3 }, shown: ['3'] }],
  collectors_measure: [{ values: { collectors: 4 }, shown: ['4'] }],
  first_cycles: [{ values: { waiting: 4 }, shown: ['4'] }],
  collectors_off: [
    { values: { collectors: 0 }, shown: [] },
    { values: { collectors: 4 }, shown: ['4'] },
  ],
  switched_off: [
    { values: { what: 'monitoring' }, shown: [] },
    { values: { what: 'pushing' }, shown: [] },
  ],
  sleeping: plain,
  no_default_route: plain,
  device_down: [{ values: { device: 'wlan0' }, shown: ['wlan0'] }],
  wifi_signal: [{ values: { device: 'wlan0', signalDbm: -78 }, shown: ['wlan0', '−78 dBm'] }],
  packets_lost: [{ values: { target: 'db', ...loss, cycles: 18 }, shown: ['db', '12 %', '18'] }],
  probes_failed: [
    { values: { target: 'db', failed: 3, cycles: 18, reason: 'refused' }, shown: ['db', '3', '18'] },
    { values: { target: 'db', failed: 3, cycles: 18 }, shown: ['db', '3', '18'] },
  ],
  no_answer: [
    { values: { target: 'db', cycles: 12 }, shown: ['db', '12'] },
    { values: { target: 'db', cycles: 12, reason: 'timeout', lastAnswerAtMs: atMs }, shown: ['db', ':59'] },
    { values: { target: 'db', cycles: 12, againAtMs: atMs }, shown: ['db', '12', ':59'] },
  ],
  slow_answers: [
    { values: { target: 'db', ...slow }, shown: ['db', '640 ms', '8.0 ms'] },
    { values: { target: 'db', rttSeconds: 0.64 }, shown: ['db', '640 ms'] },
  ],
  not_probed: [{ values: { target: 'db', obstacle: 'no_program' }, shown: ['db', 'ping'] }],
  answers_well: [
    { values: { target: 'db', rttSeconds: 0.0123 }, shown: ['db', '12.3 ms'] },
    { values: { target: 'db' }, shown: ['db'] },
  ],
  connections: [
    { values: { state: 'close_wait', connections: 1_240, usual: 6 }, shown: ['CLOSE_WAIT', '1,240', '6'] },
    { values: { state: 'listen', connections: 3 }, shown: ['LISTEN', '3'] },
  ],
  held_by: [
    {
      values: { pid: 4_211, name: 'java', connections: 1_198, of: 1_240, atMs },
      shown: ['4211', 'java', '1,198', '1,240', ':59'],
    },
    { values: { pid: 4_211, connections: 2, of: 3, atMs }, shown: ['4211', '2', '3'] },
  ],
  segments_resent: [{ values: { resent: 80, sent: 1_000, overMs: 30_000 }, shown: ['80', '1,000', '30 s'] }],
  connections_dropped: [{ values: { dropped: 9, overMs: 30_000 }, shown: ['9', '30 s'] }],
  push_failed: [
    {
      values: { destination: 'team', url: 'http://a:9091', failure: 'refused', status: 400, failures: 240 },
      shown: ['http://a:9091', '400', '240'],
    },
    {
      values: { destination: 'team', url: 'http://a:9091', failure: 'timeout', failures: 1 },
      shown: ['http://a:9091'],
    },
  ],
  last_delivered: [{ values: { destination: 'team', atMs }, shown: ['team', ':59'] }],
  backlog: [
    { values: { destination: 'team', samples: 48_160, oldestAtMs: atMs }, shown: ['team', '48,160', ':59'] },
    { values: { destination: 'team', samples: 1 }, shown: ['team', '1'] },
  ],
  held: [{ values: { destination: 'team', url: 'http://a:9091' }, shown: ['http://a:9091'] }],
  collector_problem: [
    {
      values: { collector: 'disks', reason: 'Line 2, column 3 of /var/disks.prom: the moon is full.' },
      shown: ['disks', '2', '3', '/var/disks.prom', 'the moon is full'],
    },
  ],
};

/** Spaces between a number and its unit do not break; here they are plain. */
const readable = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

function inWords(language: Language) {
  const texts = textsIn(language);
  const format = makeFormat({ locale: texts.locale, ...texts.time });
  return {
    finding: (code: FindingCode, values: unknown) =>
      readable(titleOf({ code, values } as Finding, texts, format, nowMs)),
    evidence: (code: EvidenceCode, values: unknown) =>
      evidenceOf({ evidence: [{ code, values }] as Finding['evidence'] }, texts, format, nowMs)
        .map(readable)
        .join('\n'),
  };
}

function expectWhole(words: string, shown: readonly string[]): void {
  expect(words).toMatch(/\p{L}/u);
  expect(words).toBe(words.trim());
  expect(words).not.toMatch(/undefined|null|NaN|Infinity|\[object/);
  for (const part of shown) expect(words).toContain(part);
}

describe.each(languages)('in %s', (language) => {
  const words = inWords(language);

  it.each(findingCodes)('the finding %s is said in words, with its values', (code) => {
    for (const { values, shown } of findings[code]) {
      expect(findingValues[code].safeParse(values).success).toBe(true);
      expectWhole(words.finding(code, values), shown);
    }
  });

  it.each(evidenceCodes)('the evidence %s is said in words, with its values', (code) => {
    for (const { values, shown } of evidence[code]) {
      expect(evidenceValues[code].safeParse(values).success).toBe(true);
      expectWhole(words.evidence(code, values), shown);
    }
  });
});

it('no two findings are said alike', () => {
  for (const language of languages) {
    const words = inWords(language);
    const said = findingCodes.map((code) => words.finding(code, findings[code][0]?.values));
    expect(new Set(said).size).toBe(said.length);
  }
});
