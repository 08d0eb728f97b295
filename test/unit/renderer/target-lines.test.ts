import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesAtFault, readTargetLines } from '../../../renderer/pages/targets/target-lines';
import { probingKinds } from '../../../renderer/state/edit-settings';

const targetsIn = (...args: Parameters<typeof readTargetLines>) =>
  readTargetLines(...args).flatMap(({ target }) => target ?? []);

describe('a pasted list of targets', () => {
  it('names a place, or a name and a place with a space or a comma between them', () => {
    const text = 'db1\nnas 10.0.9.5\nthe printer, 10.0.9.4\r\n\tv6\t2001:db8::9  ';
    expect(targetsIn('ping', text).map(({ name, ...rest }) => [name, 'host' in rest && rest.host])).toEqual([
      ['db1', 'db1'],
      ['nas', '10.0.9.5'],
      ['the printer', '10.0.9.4'],
      ['v6', '2001:db8::9'],
    ]);
  });

  it('may hold comments and empty lines, which keep their line numbers', () => {
    const read = readTargetLines('ping', '# office\n\nnas # by the door\n  # no\n-f');
    expect(read).toMatchObject([
      { line: 3, target: { host: 'nas' } },
      { line: 5, text: '-f', fault: { code: 'field', field: 'host' } },
    ]);
  });

  it('has a port with each host for tcp-connect', () => {
    expect(targetsIn('tcp-connect', 'db:5432\nv6 [2001:db8::9]:22')).toMatchObject([
      { name: 'db:5432', host: 'db', port: 5432 },
      { name: 'v6', host: '2001:db8::9', port: 22 },
    ]);
    expect(
      linesAtFault(readTargetLines('tcp-connect', 'db\ndb:0\ndb:99999')).map(({ fault }) => fault),
    ).toEqual([
      { code: 'field', field: 'port', message: 'is missing' },
      { code: 'field', field: 'port', message: 'must be at least 1' },
      { code: 'field', field: 'port', message: 'must be at most 65535' },
    ]);
  });

  it('has web addresses with whatever they hold for http', () => {
    const text = 'https://a.example/x,y#top\nshop https://b.example\nb, https://b.example/?a=1,2';
    expect(targetsIn('http', text)).toMatchObject([
      { name: 'a.example', url: 'https://a.example/x,y#top' },
      { name: 'shop', url: 'https://b.example' },
      { name: 'b', url: 'https://b.example/?a=1,2' },
    ]);
  });

  it('is at fault where a name is taken, in the list or before it', () => {
    const read = readTargetLines('ping', 'a\nb\na 10.0.0.1', ['b']);
    expect(linesAtFault(read)).toMatchObject([
      { line: 2, fault: { code: 'twice', name: 'b' } },
      { line: 3, fault: { code: 'twice', name: 'a' } },
    ]);
  });

  it('is at fault where more than a name and a place stands', () => {
    expect(readTargetLines('ping', 'one two three')).toMatchObject([{ fault: { code: 'words' } }]);
  });

  it('gives a target or a fault for each line, whatever stands there', () => {
    fc.assert(
      fc.property(fc.constantFrom(...probingKinds), fc.string({ unit: 'binary' }), (kind, text) => {
        for (const { target, fault } of readTargetLines(kind, text)) {
          expect([target, fault].filter((one) => one !== undefined)).toHaveLength(1);
        }
      }),
    );
  });
});
