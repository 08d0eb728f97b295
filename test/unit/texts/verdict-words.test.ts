import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../main/contract/verdict';
import { makeFormat } from '../../../main/texts/format';
import { type Language, textsIn } from '../../../main/texts/texts';
import { evidenceOf, summaryOf, titleOf } from '../../../main/texts/verdict-words';
import { cannedVerdicts, verdictFrom } from '../../support/canned-verdict';

const nowMs = Date.UTC(2026, 0, 1, 12);

/** Spaces between a number and its unit do not break; here they are plain. */
function say(finding: Pick<Finding, 'code' | 'values'>, language: Language = 'en'): string {
  const texts = textsIn(language);
  const whole = { level: 'trouble', sinceMs: nowMs, evidence: [], ...finding } as unknown as Finding;
  return titleOf(whole, texts, makeFormat({ locale: texts.locale, ...texts.time }), nowMs).replaceAll(
    '\u00a0',
    ' ',
  );
}

const router = { targets: ['router'], of: 1 };
const internet = { targets: ['cloudflare', 'quad9'], of: 2 };

describe('the words of a verdict', () => {
  it.each([
    [{ code: 'all_well', values: {} }, 'All well', '一切正常'],
    [
      { code: 'router_loss', values: { ...router, medium: 'wifi', lossRatio: 0.12, beyond: 'fine' } },
      'Wi-Fi: 12 % loss to the router; beyond it fine',
      'Wi-Fi：到路由器丢包 12 %；其后的网络正常',
    ],
    [
      { code: 'router_loss', values: { ...router, medium: 'unknown', lossRatio: 0.5, beyond: 'affected' } },
      '50 % loss to the router, and so beyond it',
      '到路由器丢包 50 %，其后的网络也受影响',
    ],
    [
      { code: 'router_down', values: { ...router, medium: 'wired', beyond: 'affected' } },
      'Cable: the router does not answer, nor does what lies beyond it',
      '有线网络：路由器没有应答，其后的网络同样如此',
    ],
    [
      { code: 'resolver_slow', values: { targets: ['names'], of: 1, rttSeconds: 0.64 } },
      'DNS answers slowly, after 640 ms',
      'DNS 应答缓慢，需 640 ms',
    ],
    [
      { code: 'internet_down', values: { ...internet, router: 'fine' } },
      'The internet is unreachable from the router on',
      '路由器之后的互联网不可达',
    ],
    [
      { code: 'targets_down', values: { targets: ['db'], of: 5, others: 'fine' } },
      'Target db is down, others fine',
      '目标 db 不可用，其他目标正常',
    ],
    [
      { code: 'targets_down', values: { targets: ['a', 'b', 'c', 'd', 'e'], of: 7, others: 'affected' } },
      '5 of 7 targets are down: a, b, c and 2 more',
      '7 个目标中有 5 个不可用：a、b、c 等 5 个',
    ],
    [
      { code: 'tcp_pileup', values: { state: 'close_wait', connections: 1_240 } },
      '1,240 connections in CLOSE_WAIT',
      '1,240 个连接处于 CLOSE_WAIT',
    ],
    [
      {
        code: 'tcp_pileup',
        values: {
          state: 'close_wait',
          connections: 1_240,
          process: { pid: 7, name: 'java', connections: 1_198 },
        },
      },
      '1,240 connections in CLOSE_WAIT, 1,198 of them in process java',
      '1,240 个连接处于 CLOSE_WAIT，其中 1,198 个由进程 java 持有',
    ],
    [
      { code: 'tcp_pileup', values: { state: 'close_wait', connections: 1_240, process: { pid: 7 } } },
      '1,240 connections in CLOSE_WAIT, most of them in process 7',
      '1,240 个连接处于 CLOSE_WAIT，其中大多由进程 7 持有',
    ],
    [
      { code: 'pushes_fail', values: { destination: 'gateway a', failure: 'unauthorized', status: 401 } },
      'Pushes fail: 401 from gateway a',
      '推送失败：gateway a 返回 401',
    ],
    [
      { code: 'pushes_fail', values: { destination: 'team', failure: 'unreachable' } },
      'Pushes fail: team cannot be reached',
      '推送失败：team 不可达',
    ],
    [
      { code: 'pushes_held', values: { destination: 'team', reason: 'instance_is_localhost' } },
      'Pushes to team are held back: this machine has no name of its own',
      '到 team 的推送被搁置：本机没有自己的名称',
    ],
    [
      { code: 'collectors_fail', values: { collectors: ['tcp', 'ping'], of: 3 } },
      '2 of 3 collectors fail: tcp and ping',
      '3 个采集器中有 2 个失败：tcp、ping',
    ],
  ] as const)('say %j', (finding, english, chinese) => {
    const plain = finding as unknown as Pick<Finding, 'code' | 'values'>;
    expect(say(plain)).toBe(english);
    expect(say(plain, 'zh-CN')).toBe(chinese);
  });

  it('give the worst finding and how many more there are where there is one line', () => {
    const texts = textsIn('en');
    const format = makeFormat({ locale: texts.locale, ...texts.time });
    const [worst] = cannedVerdicts.failing.findings;
    const [other] = cannedVerdicts.trouble.findings;
    if (!worst || !other) throw new Error('no findings');
    expect(summaryOf(verdictFrom(worst, other), texts, format, nowMs)).toBe(
      'The internet is unreachable from the router on; 1 more',
    );
    expect(summaryOf(cannedVerdicts.ok, texts, format, nowMs)).toBe('All well');
  });

  it.each([
    ['en', 'disks: Line 2, column 3 of /var/d.prom: the value is missing: write a number after the name'],
    ['zh-CN', 'disks：第 2 行第 3 列，/var/d.prom：缺少值：请在名称之后写一个数字'],
  ] as const)('say in %s what a collector fails at as its page does', (language, words) => {
    const texts = textsIn(language);
    const reason = 'Line 2, column 3 of /var/d.prom: the value is missing: write a number after the name.';
    const evidence = [{ code: 'collector_problem', values: { collector: 'disks', reason } }] as const;
    const format = makeFormat({ locale: texts.locale, ...texts.time });
    expect(evidenceOf({ evidence }, texts, format, nowMs)).toEqual([words]);
  });

  it('say evidence with numbers and units, and with the day where it is another one', () => {
    const texts = textsIn('en');
    const format = makeFormat({ locale: texts.locale, ...texts.time });
    const workedAtMs = nowMs - 3_600_000;
    const lines = evidenceOf(
      {
        evidence: [
          { code: 'packets_lost', values: { target: 'api', lossRatio: 0.25, cycles: 8 } },
          {
            code: 'no_answer',
            values: { target: 'db', cycles: 3, reason: 'refused', lastAnswerAtMs: workedAtMs },
          },
          { code: 'no_answer', values: { target: 'cache', cycles: 3, reason: 'timeout' } },
          { code: 'wifi_signal', values: { device: 'wlan0', signalDbm: -78 } },
          { code: 'slow_answers', values: { target: 'names', rttSeconds: 0.64, usualSeconds: 0.008 } },
          { code: 'segments_resent', values: { resent: 80, sent: 1_000, overMs: 110_000 } },
        ],
      },
      texts,
      format,
      nowMs,
    );
    expect(lines.map((line) => line.replaceAll('\u00a0', ' '))).toEqual([
      'api: 25 % of the packets of 8 cycles were lost',
      `db: failed in 3 cycles (the connection was refused); it last worked at ${format.moment(workedAtMs, nowMs)}`,
      'cache: no answer in 3 cycles (it took too long)',
      'wlan0: Wi-Fi signal −78 dBm',
      'names: 640 ms, usually 8.0 ms',
      '80 of 1,000 segments within 1 min 50 s',
    ]);
  });
});
