import { describe, expect, it } from 'vitest';
import type { ContractErrorCode } from '../../../main/contract/errors';
import { en } from '../../../main/texts/en';
import { languageFor } from '../../../main/texts/texts';
import { zhCn } from '../../../main/texts/zh-cn';

interface Leaf {
  readonly path: string;
  readonly english: unknown;
  readonly chinese: unknown;
}

/** Every text of the English catalogue, with the Chinese one in its place. */
function leaves(english: unknown, chinese: unknown, path = ''): readonly Leaf[] {
  if (typeof english !== 'object' || english === null) return [{ path, english, chinese }];
  return Object.entries(english).flatMap(([name, value]) =>
    leaves(
      value,
      (chinese as Record<string, unknown> | undefined)?.[name],
      path === '' ? name : `${path}.${name}`,
    ),
  );
}

const all = leaves(en, zhCn);

/** What people who use Prometheus say in English, and names that are the same everywhere. */
const technical = new Set([
  ...['Pushgateway', 'Remote write', 'Grouping key', 'Job', 'Instance', 'ID', 'PID'],
  ...['TCP', 'TLS', 'DNS', 'HTTP', 'Ping', 'IPv4', 'IPv6', 'Basic', 'p95'],
  ...['gauge', 'counter', 'untyped', 'auto', 'pushtray url', 'zh-CN'],
  ...['HTML', 'CSV', 'JSON'],
  ...['Pushtray', 'Cloudflare', 'Google', 'Quad9', 'English', '简体中文'],
]);

const hasHan = /\p{Script=Han}/u;
const hasLetter = /\p{L}/u;

describe('the Chinese catalogue', () => {
  it('has every text that the English one has', () => {
    expect(all.filter(({ english, chinese }) => typeof english !== typeof chinese)).toEqual([]);
  });

  it('says nothing in English but technical terms', () => {
    const untranslated = all
      .filter(({ english, chinese }) => english === chinese && hasLetter.test(String(english)))
      .map(({ english }) => String(english));
    expect([...new Set(untranslated)].filter((text) => !technical.has(text))).toEqual([]);
  });

  it('has Chinese in every text that has words', () => {
    const without = all.filter(
      ({ chinese }) =>
        typeof chinese === 'string' &&
        hasLetter.test(chinese) &&
        !hasHan.test(chinese) &&
        !technical.has(chinese),
    );
    expect(without.map(({ path, chinese }) => `${path}: ${chinese}`)).toEqual([]);
  });

  it('puts in what the English texts put in', () => {
    const differing = all.filter(
      ({ english, chinese }) =>
        typeof english === 'function' && typeof chinese === 'function' && english.length !== chinese.length,
    );
    expect(differing.map(({ path }) => path)).toEqual([]);
  });

  it('is written with Chinese punctuation', () => {
    const western = all.filter(
      ({ chinese }) => typeof chinese === 'string' && /\p{Script=Han}[,;:?!.](?:\s|$)/u.test(chinese),
    );
    expect(western.map(({ path, chinese }) => `${path}: ${chinese}`)).toEqual([]);
  });

  it('has words for whatever can go wrong with any call', () => {
    const codes: Readonly<Record<ContractErrorCode, true>> = {
      unknown_call: true,
      bad_input: true,
      not_found: true,
      internal: true,
      not_allowed: true,
      commands_refused: true,
      disconnected: true,
      invalid_settings: true,
      settings_changed: true,
      not_writable: true,
      not_pushing: true,
    };
    for (const code of Object.keys(codes)) expect(zhCn.failures[code]?.message).toMatch(hasHan);
  });
});

describe('the language', () => {
  it.each([
    [['zh-CN', 'en'], 'zh-CN'],
    [['zh-Hans-SG'], 'zh-CN'],
    [['zh'], 'zh-CN'],
    [['de-DE', 'zh-TW'], 'zh-CN'],
    [['en-GB', 'zh'], 'en'],
    [['de', 'fr'], 'en'],
    [[], 'en'],
  ])('for readers of %j is %s', (wanted, language) => {
    expect(languageFor(wanted)).toBe(language);
  });
});
