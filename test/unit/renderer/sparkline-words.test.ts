import { describe, expect, it } from 'vitest';
import { makeFormat } from '../../../main/texts/format';
import { type Language, textsIn } from '../../../main/texts/texts';
import type { Span } from '../../../renderer/charts/spans';
import { lineWords, wordsAt } from '../../../renderer/charts/sparkline-words';

const noonMs = new Date(2026, 10, 23, 12).getTime();
const gapMs = 12_500;

function wordsIn(language: Language) {
  const texts = textsIn(language);
  return {
    texts,
    format: makeFormat({ locale: texts.locale, ...texts.time }),
    nowMs: noonMs + 60_000,
    isOff: false,
  };
}

const points = [
  { atMs: noonMs, rttSeconds: 0.0014, lossRatio: 0 },
  { atMs: noonMs + 5_000, rttSeconds: 0.0021, lossRatio: 0.25 },
  { atMs: noonMs + 10_000, lossRatio: 1, reason: 'refused' },
  { atMs: noonMs + 15_000, reason: 'There is no host named "db".' },
];
const silences: readonly Span[] = [
  { silence: 'unmeasured', fromMs: noonMs + 15_000, toMs: noonMs + 45_000 },
  { silence: 'asleep', fromMs: noonMs + 45_000, toMs: noonMs + 60_000 },
];

function at(afterMs: number, language: Language = 'en'): string | undefined {
  const said = wordsAt(points, silences, { atMs: noonMs + afterMs, gapMs }, wordsIn(language));
  return said?.replaceAll('\u00a0', ' ');
}

describe('the words of a line', () => {
  it('say time, RTT, loss and its reason of the cycle that is pointed at', () => {
    expect(at(200)).toBe('12:00:00 · 1.4 ms');
    expect(at(5_100)).toBe('12:00:05 · 2.1 ms · 25 % lost');
    expect(at(9_900)).toBe('12:00:10 · 100 % lost · refused');
    expect(at(15_000)).toBe('12:00:15 · not probed · There is no host named "db".');
    expect(at(15_000, 'zh-CN')).toBe('12:00:15 · 未能探测 · 没有名为“db”的主机。');
  });

  it('say why nothing was measured, also where nobody knows', () => {
    expect(at(30_000)).toBe('Nothing was measured, and no reason is known. 12:00:15 to 12:00:45, 30 s.');
    expect(at(50_000)).toBe('This machine was asleep. 12:00:45 to 12:01:00, 15 s.');
    expect(at(90_000)).toBeUndefined();
  });

  it('say of a silence why the target could not be probed, where that is known', () => {
    const reason = 'There is no host named "db".';
    const tried = [
      { atMs: noonMs + 5_000, reason: 'unresolvable' },
      { atMs: noonMs + 10_000, reason },
    ];
    const silence = { silence: 'unmeasured', fromMs: noonMs, toMs: noonMs + 60_000 } as const;
    expect(lineWords(tried, [silence], wordsIn('en')).replaceAll('\u00a0', ' ')).toBe(
      'No probe was possible in the last 10 minutes. ' +
        'Nothing was measured; the last try: There is no host named "db". 12:00:00 to 12:01:00, 1 min.',
    );
    expect(lineWords([], [silence], wordsIn('en'))).toMatch(
      /^No cycle in the last 10 minutes\. .*no reason is known/,
    );
  });

  it('say that a target is switched off', () => {
    const silence = { silence: 'unmeasured', fromMs: noonMs, toMs: noonMs + 60_000 } as const;
    const words = { ...wordsIn('en'), isOff: true };
    const off = 'The target is switched off. 12:00:00 to 12:01:00, 1\u00a0min.';
    expect(wordsAt([], [silence], { atMs: noonMs + 10, gapMs }, words)).toBe(off);
    const earlier = { ...silence, toMs: noonMs + 30_000 };
    expect(wordsAt([], [earlier], { atMs: noonMs + 10, gapMs }, words)).toContain('no reason is known');
  });

  it('say all of it to those who cannot point', () => {
    expect(lineWords(points, silences, wordsIn('en')).replaceAll('\u00a0', ' ')).toBe(
      'RTT 1.4 ms to 2.1 ms, loss in 2 cycles. The last of them: 12:00:10 · 100 % lost · refused. ' +
        'Nothing was measured, and no reason is known. 12:00:15 to 12:00:45, 30 s. ' +
        'This machine was asleep. 12:00:45 to 12:01:00, 15 s.',
    );
  });
});
