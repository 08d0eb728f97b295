import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { groupingPath, parseGroupingPath } from '../../../main/metrics/grouping-key';
import { parseText } from '../../../main/metrics/parse';
import { inWords } from '../../../main/outcome';
import { settingsSchema } from '../../../main/settings/schema/settings';
import { plainWords } from '../../../main/settings/schema/words';
import { translated } from '../../../main/texts/sentences';
import { sentences } from '../../../main/texts/zh-cn/sentences';
import { refusedTexts } from '../../support/refused-texts';

const main = join(__dirname, '../../../main');
const hasHan = /\p{Script=Han}/u;

/** Every file of these rooms, texts that are written over several lines in one piece, and `{}` for what is put in. */
function sourceOf(...rooms: readonly string[]): string {
  const files = rooms.flatMap((room) =>
    readdirSync(join(main, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(main, room, file), 'utf8')),
  );
  return files
    .join('\n')
    .replace(/['`]\s*\+\s*['`]/g, '')
    .replace(/\$\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g, '{}');
}

/** At least one for each way to be refused. */
const refusedPaths = [
  ...['/metrics/jobs/a', '/metrics/job/%zz', '/metrics/job/%ff', '/metrics/job/a//b', '/metrics/job/a/./b'],
  ...['/metrics/job/a/b', '/metrics/job/a/b/c/', '/metrics/job/', '/metrics/job/a/__b/c'],
  ...['/metrics/job/a/0b/c', '/metrics/job@base64/*', '/metrics/job@base64/_w'],
];

function chinese(sentence: string): string | undefined {
  return translated(sentence, sentences);
}

describe('sentences of main in Chinese', () => {
  it.each([
    ['There is no host named "db1". See whether it is spelt right.', '没有名为“db1”的主机。请检查拼写。'],
    [
      'No reply to 4 packets: Destination Host Unreachable.',
      '4 个数据包都没有收到应答：Destination Host Unreachable。',
    ],
    ['must be a number, not a text', '必须是数字，而不是文本'],
    [
      'The settings in /etc/p.json are not valid: line 3, column 2: labels must be an object, not a number.',
      '/etc/p.json 中的设置无效。',
    ],
    ['must be at least 16: that much takes the time stamp', '不能小于 16：时间戳需要这么多字节'],
    [
      'The settings were not saved. Cannot write /etc/pushtray.json: this user may not.',
      '设置没有保存。无法写入 /etc/pushtray.json：此用户没有权限。',
    ],
    [
      'http://gw:9091 does not accept these credentials (status 401): no such user',
      'http://gw:9091 不接受这些凭据（状态码 401）：no such user',
    ],
  ])('%s', (english, own) => {
    expect(chinese(english)).toBe(own);
  });

  it.each([
    [
      'The path ends in "/" after a value. Leave the last "/" out.',
      '路径在值之后以“/”结尾。请去掉最后的“/”。',
    ],
    [
      'The grouping label "0a" is not a label name: use letters, digits and "_", not beginning with a digit.',
      '分组标签 "0a" 不是标签名：请用字母、数字和“_”，且不以数字开头。',
    ],
    [
      'http://prom:9090 has no series of this machine from the last minutes ({job="pushtray"}).',
      'http://prom:9090 没有本机最近几分钟的时间序列（{job="pushtray"}）。',
    ],
  ])('of pushing: %s', (english, own) => {
    expect(chinese(english)).toBe(own);
  });

  it('are there for every path that cannot be pushed to, and every group that has none', () => {
    const refused = [
      ...refusedPaths.map(parseGroupingPath),
      ...[{}, { job: 'a', __b: 'c' }, { job: 'a', '0b': 'c' }, { job: 'a', b: '\udc00' }].map(groupingPath),
    ].map((outcome) => (outcome.ok ? '' : inWords(outcome.error)));
    expect(refused.filter((message) => !hasHan.test(chinese(message) ?? ''))).toEqual([]);
  });

  it('leave alone what nobody has translated', () => {
    expect(chinese('The moon is full.')).toBeUndefined();
    expect(chinese('There is no host named "db1". The moon is full.')).toBeUndefined();
  });

  it('are sentences that main still says', () => {
    const source = sourceOf('').replace(/\\(.)/g, '$1');
    const lost = Object.keys(sentences).filter(
      (english) =>
        !english.split('{}').every((part) => part.trim().length < 12 || source.includes(part.trim())),
    );
    expect(lost).toEqual([]);
  });

  it('put in no more than the English ones', () => {
    const count = (text: string) => text.split('{}').length;
    expect(Object.entries(sentences).filter(([english, own]) => count(english) < count(own))).toEqual([]);
  });

  it('are there for every fault that a form can have', () => {
    const message =
      /(?<![=:] ?)'((?:is|must|has|needs|does) [^'\n]+)'|`((?:is|must|has|needs|does) [^`\n]+)`/g;
    const found = [...sourceOf('settings/schema').matchAll(message)].map(
      ([, plain, put]) => plain ?? put ?? '',
    );
    expect(found.length).toBeGreaterThan(50);
    expect(found.filter((fault) => chinese(fault.replaceAll('{}', '7')) === undefined)).toEqual([]);
  });

  it('are there for every failure of settings and collectors, and of what the window calls', () => {
    // `begun` is a state, and nobody reads its sentence.
    const call = /failure\(\s*'(?!begun)\w+'(?: as const)?,\s*(?:'([^'\n]+)'|`([^`\n]+)`|"([^"\n]+)")/g;
    const source = sourceOf('settings', 'collectors', 'api', 'engine');
    const found = [...source.matchAll(call)].map(([, plain, put, quoted]) => plain ?? put ?? quoted ?? '');
    expect(found.length).toBeGreaterThan(50);
    expect([...new Set(found)].filter((said) => chinese(said.replaceAll('{}', '7')) === undefined)).toEqual(
      [],
    );
  });

  it('are there for all that can be wrong in a pushed text', () => {
    const faults = refusedTexts.flatMap(([text]) => parseText(text, { timestamps: 'report' }).faults);
    expect(faults.length).toBeGreaterThan(40);
    const english = faults.map(({ message }) => message);
    expect(english.filter((message) => !hasHan.test(chinese(message) ?? ''))).toEqual([]);
  });

  it('are there for what the schema says of wrong input', () => {
    const wrong = {
      version: 1,
      interval: 'soon',
      job: '',
      server: { listen: '10.0.0.1:99999' },
      collectors: [
        { id: 'a', kind: 'ping', count: 'x', targets: [{ name: '', host: '-x' }] },
        { id: 'a', kind: 'http', targets: [{ name: 'web', url: 'nowhere' }] },
      ],
      destinations: [
        { id: 'x y', kind: 'pushgateway', url: 'ftp://a' },
        { id: 'b', kind: 'pushgateway' },
      ],
      unknown: true,
    };
    const { error } = settingsSchema.safeParse(wrong, { error: plainWords });
    const messages = (error?.issues ?? []).map(({ message }) => message);
    expect(messages.length).toBeGreaterThan(5);
    expect(messages.filter((message) => !hasHan.test(chinese(message) ?? ''))).toEqual([]);
  });
});
