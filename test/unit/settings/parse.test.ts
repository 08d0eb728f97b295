import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../main/outcome';
import { checkSettings, parseSettings } from '../../../main/settings/file/parse';
import { collectorSettings } from '../../../main/settings/schema/collectors';
import { defaultSettings } from '../../../main/settings/schema/settings';

const collectorKinds = collectorSettings.options
  .map(({ shape }) => JSON.stringify(shape.kind.value))
  .join(', ');

function faultsOf(text: string): readonly Fault[] {
  const parsed = parseSettings(text);
  if (parsed.ok) throw new Error('these settings are valid');
  return parsed.error.faults ?? [];
}

/** "line:column path message" of each fault */
function lines(text: string): string[] {
  return faultsOf(text).map(
    ({ line, column, path, message }) => `${line}:${column} ${path ? `${path} ` : ''}${message}`,
  );
}

describe('settings', () => {
  it('of nothing but the version are the defaults', () => {
    expect(parseSettings('{ "version": 1 }')).toEqual({ ok: true, value: defaultSettings() });
  });

  it('as the design shows them are valid', () => {
    const text = `{
      "$schema": "https://example.org/settings.schema.json",
      "version": 1,
      "instance": "auto",
      "labels": {},
      "interval": "15s",
      "collectors": [
        { "id": "tcp", "kind": "tcp-states", "interval": "5s" },
        { "id": "ping", "kind": "ping", "targets": [ { "name": "router", "host": "gateway" }, { "name": "lo", "host": "127.0.0.1" } ], "count": 4 }
      ],
      "destinations": [
        { "id": "team", "kind": "pushgateway", "urls": ["http://a:9091"], "job": "pushtray", "method": "PUT", "onQuit": "delete",
          "auth": { "bearer": { "secret": "team" } } }
      ],
      "server": { "listen": "127.0.0.1:9091", "gateway": true, "web": true }
    }`;
    expect(parseSettings(text)).toMatchObject({
      ok: true,
      value: {
        collectors: [{ id: 'tcp', enabled: true }, { targets: [{}, { host: '127.0.0.1', enabled: true }] }],
      },
    });
  });

  it('of a newer version are refused by that alone', () => {
    expect(parseSettings('{ "version": 2, "unheard": {} }')).toEqual({
      ok: false,
      error: {
        code: 'newer_version',
        message: 'The settings are for a newer Pushtray: their version is 2, this one knows version 1.',
        hint: 'Update Pushtray, or use settings of this version.',
      },
    });
  });

  it('that fail say in one sentence what comes first', () => {
    expect(
      parseSettings('{\n  "version": 1,\n  "intervall": "5s",\n  "labels": 3\n}', 'The settings in x.json'),
    ).toMatchObject({
      error: {
        code: 'invalid_settings',
        message:
          'The settings in x.json are not valid: line 3, column 3: intervall is not a setting; did you mean "interval"?, and 1 more fault.',
      },
    });
  });
});

describe('a fault names its place and path in plain words', () => {
  const at = (inner: string) => `{ "version": 1, ${inner} }`;
  it.each([
    ['{ "version": 3.5e0, "version": 1 }', ['1:21 version is written twice']],
    ['{}', ['1:1 version is missing: write "version": 1']],
    ['{ "version": "1" }', ['1:14 version must be 1']],
    ['[]', ['1:1 must be an object, not a list']],
    [at('"interval": "100ms"'), ['1:29 interval is too short: at least 1s']],
    [at('"interval": "15"'), ['1:29 interval is not a duration: write it like 500ms, 15s or 2m']],
    [at('"interval": 15'), ['1:29 interval is a number without a unit: write it like "15s"']],
    [at('"interval": null'), ['1:29 interval must be a text, not null']],
    [at('"server": { "groupTtl": "101y" }'), ['1:41 server.groupTtl is too long: at most 100y']],
    [
      at('"server": { "groupTtl": 3600 }'),
      ['1:41 server.groupTtl is a number without a unit: write it like "15s"'],
    ],
    [
      at('"collectors": [{ "id": "t", "kind": "tcp-states", "timeout": 0.5 }]'),
      ['1:78 collectors.0.timeout is a number without a unit: write it like "15s"'],
    ],
    [at('"pushing": "yes"'), ['1:28 pushing must be true or false, not a text']],
    [
      at('"labels": { "__x": "y" }'),
      ['1:29 labels.__x is not a label name: letters, digits and "_", not beginning with a digit or "__"'],
    ],
    [
      at('"labels": { "job": "y" }'),
      ['1:27 labels must not name job or instance: they have fields of their own'],
    ],
    [at('"labels": { "a": 1 }'), ['1:34 labels.a must be a text, not a number']],
    [at('"labels": { "__proto__": "x" }'), ['1:29 labels.__proto__ is not a setting']],
    [
      at('"server": { "lissten": "127.0.0.1:1" }'),
      ['1:29 server.lissten is not a setting; did you mean "listen"?'],
    ],
    [
      at('"server": { "zzz": 1, "yyy": 2 }'),
      ['1:29 server.zzz is not a setting', '1:39 server.yyy is not a setting'],
    ],
    [
      at('"collectors": [{ "id": "a", "kind": "pong" }]'),
      [`1:53 collectors.0.kind must be one of ${collectorKinds}`],
    ],
    [at('"collectors": [{ "id": "a" }]'), [`1:32 collectors.0.kind must be one of ${collectorKinds}`]],
    [at('"collectors": ["tcp"]'), ['1:32 collectors.0 must be an object, not a text']],
    [
      at('"collectors": [{ "id": "p", "kind": "ping", "targets": [], "cuont": 3 }]'),
      ['1:76 collectors.0.cuont is not a setting; did you mean "count"?'],
    ],
    [
      at('"collectors": [{ "id": "t", "kind": "tcp-states", "targets": [] }]'),
      ['1:67 collectors.0.targets is not a setting'],
    ],
    [
      at('"collectors": [{ "id": "p", "kind": "ping", "targets": [{ "name": "x", "host": "-f" }] }]'),
      ['1:96 collectors.0.targets.0.host is not a host name or an address'],
    ],
    [
      at('"collectors": [{ "id": "p", "kind": "ping", "targets": [{ "name": "x" }] }]'),
      ['1:73 collectors.0.targets.0.host is missing'],
    ],
    [
      at('"collectors": [{ "id": "p", "kind": "ping", "targets": [], "count": 1.5 }]'),
      ['1:85 collectors.0.count must be a whole number, not a fraction'],
    ],
    [
      at('"collectors": [{ "id": "a", "kind": "tcp-states" }, { "id": "a", "kind": "tcp-states" }]'),
      ['1:77 collectors.1.id is used twice: "a"'],
    ],
    [
      at('"collectors": [null, { "id": "a", "kind": "pong" }, { "id": "a", "kind": "tcp-states", "x": 1 }]'),
      [
        '1:32 collectors.0 must be an object, not null',
        `1:59 collectors.1.kind must be one of ${collectorKinds}`,
        '1:77 collectors.2.id is used twice: "a"',
        '1:104 collectors.2.x is not a setting',
      ],
    ],
    [
      at(
        '"collectors": [{ "id": "p", "kind": "ping", "targets": [{ "name": "x", "host": "-f" }, { "name": "x", "host": "::1" }] }]',
      ),
      [
        '1:96 collectors.0.targets.0.host is not a host name or an address',
        '1:114 collectors.0.targets.1.name is used twice: "x"',
      ],
    ],
  ])('%s', (text, expected) => {
    expect(lines(text)).toEqual(expected);
  });

  it.each([
    [
      '{ "basic": { "username": "a:b", "password": { "secret": "x" } } }',
      'auth.basic.username must not contain ":"',
    ],
    ['{ "bearer": { "secrt": "x" } }', 'auth.bearer.secrt is not a setting; did you mean "secret"?'],
    ['{ "bearer": "s3cret" }', 'auth.bearer must be an object, not a text'],
    ['{ "basic": {}, "bearer": {} }', 'auth must hold either "basic" or "bearer"'],
    ['"s3cret"', 'auth must hold either "basic" or "bearer"'],
  ])('authentication %s', (auth, expected) => {
    const text = `{ "version": 1, "destinations": [{ "id": "d", "kind": "pushgateway", "urls": ["http://a:9091"], "auth": ${auth} }] }`;
    const found = faultsOf(text).map(
      ({ path, message }) => `${path?.replace('destinations.0.', '')} ${message}`,
    );
    expect(found).toContain(expected);
    expect(found.join()).not.toContain('s3cret');
  });

  it('points into the right line and column of a longer text', () => {
    const text =
      '{\r\n  "version": 1,\r\n\t"collectors": [\r\n    { "id": "ä", "kind": "tcp-states", "interval": "0s" }\r\n  ]\r\n}';
    expect(lines(text)).toEqual([
      '4:13 collectors.0.id must be 1 to 63 letters, digits, "_", "." or "-", and begin with a letter or a digit',
      '4:52 collectors.0.interval is too short: at least 1s',
    ]);
  });

  it('and there are at most 50 of them', () => {
    const keys = Array.from({ length: 200 }, (_, index) => `"unknown${index}": 1`);
    const parsed = parseSettings(`{ "version": 1, ${keys.join(', ')} }`);
    expect(parsed).toMatchObject({ error: { message: expect.stringContaining('and 199 more faults') } });
    expect(!parsed.ok && parsed.error.faults).toHaveLength(50);
  });
});

describe('text that is not JSON is refused with the place and the cause', () => {
  it.each([
    ['', '1:1 there is nothing here: write at least { "version": 1 }'],
    [' \n', '1:1 there is nothing here: write at least { "version": 1 }'],
    ['{ "version": 1, }', '1:15 a comma too many: none may stand before "}"'],
    ['{ "version": 1,\n  "collectors": [\n    {},\n  ] }', '3:7 a comma too many: none may stand before "]"'],
    ['{ // mine\n "version": 1 }', '1:3 comments are not allowed: settings are plain JSON'],
    ["{ 'version': 1 }", "1:3 'version' is not JSON: keys and texts stand in double quotes"],
    ['{ version: 1 }', '1:3 version is not JSON: keys and texts stand in double quotes'],
    ['{ "version": 1 "labels": {} }', '1:16 a comma is missing before this'],
    ['{ "version" 1 }', '1:13 a colon is missing between key and value'],
    ['{ "version": }', '1:14 a value is missing'],
    ['{ "version": 1', '1:15 a closing "}" is missing'],
    ['{ "collectors": [1', '1:19 a closing "]" is missing'],
    ['{ "version": 1 } x', '1:18 x is not JSON: keys and texts stand in double quotes'],
    ['{ "version": 1 }}', '1:17 the settings are over already: nothing may follow'],
    ['{ "version": "1 }', '1:14 the closing quote of this text is missing on its line'],
    [
      '{ "x": "C:\\dir" }',
      '1:8 this text holds an escape that JSON does not know; a backslash is written \\\\',
    ],
    ['{ "x": "a\tb" }', '1:8 this text holds a control character: write a tab as \\t'],
    ['{ "x": 1. }', '1:8 this number is not complete'],
  ])('%j', (text, expected) => {
    expect(lines(text)).toEqual([expected]);
  });

  it('also when it is nested deeper than any program can follow', () => {
    expect(lines('['.repeat(200_000))).toEqual(['1:1 is nested too deeply']);
  });
});

describe('for any text', () => {
  const known = [
    'version',
    'collectors',
    'labels',
    'server',
    'kind',
    'id',
    'targets',
    'ping',
    '__proto__',
    '$schema',
  ];
  const anyJson = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom(1, 'ping', '15s', null, true, -0.5),
      fc.string(),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.oneof(fc.constantFrom(...known), fc.string()), tie('value'), { maxKeys: 4 }),
    ),
  })).value;

  it('the parser neither throws nor accepts what JSON.parse would not', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          anyJson.map((value) => JSON.stringify(value)),
        ),
        (text) => {
          const parsed = parseSettings(text);
          if (parsed.ok) expect(() => JSON.parse(text)).not.toThrow();
          else if (parsed.error.code === 'invalid_settings') expect(parsed.error.faults).not.toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('every fault points into the text', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const text = JSON.stringify({ version: 1, collectors: value, server: value }, null, 2);
        const parsed = parseSettings(text);
        const rows = text.split('\n');
        for (const { line, column } of (!parsed.ok && parsed.error.faults) || []) {
          expect(line).toBeGreaterThan(0);
          expect(column).toBeGreaterThan(0);
          expect(column).toBeLessThanOrEqual((rows[line - 1] ?? '').length + 1);
        }
      }),
    );
  });
});

describe('settings from a form', () => {
  it('are checked alike, with the path and no place', () => {
    expect(checkSettings({ version: 1, interval: '5' })).toMatchObject({
      error: {
        code: 'invalid_settings',
        message: 'The settings are not valid: interval is not a duration: write it like 500ms, 15s or 2m.',
        faults: [{ line: 0, column: 0, path: 'interval' }],
      },
    });
    expect(checkSettings(defaultSettings())).toEqual({ ok: true, value: defaultSettings() });
  });
});
