import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { host } from '../../../main/settings/schema/fields';
import { instanceName } from '../../../main/settings/schema/instance';
import { settingsJsonSchema } from '../../../main/settings/schema/json-schema';
import {
  defaultSettings,
  isLoopback,
  listenAddress,
  settingsSchema,
} from '../../../main/settings/schema/settings';

function isHost(text: unknown): boolean {
  return host.safeParse(text).success;
}

describe('a host', () => {
  it.each([
    'gateway',
    'localhost',
    'web1.example.org',
    'a_b.internal',
    'x-1',
    'example.org.',
    '127.0.0.1',
    '::1',
    '2001:db8::1',
    'fe80::1%eth0',
    '::ffff:10.0.0.1',
    'xn--bcher-kva.example',
  ])('may be %s', (text) => {
    expect(isHost(text)).toBe(true);
  });

  it.each([
    '-f',
    '--help',
    '-f127.0.0.1',
    '-c1000000',
    '',
    '.',
    'a b',
    'a;id',
    '$(id)',
    '`id`',
    'a|b',
    'a\nb',
    'a/b',
    'http://a',
    'a..b',
    ':',
    ':::',
    '1::2::3',
    'bücher.example',
    'x'.repeat(254),
  ])('may not be %j', (text) => {
    expect(isHost(text)).toBe(false);
  });

  it('never looks like an option and never holds what a shell knows', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `-${text}`),
        ),
        (text) => {
          if (!isHost(text)) return;
          expect(text).toMatch(/^[A-Za-z0-9_.:%-]+$/);
          expect(text.startsWith('-')).toBe(false);
        },
      ),
    );
  });
});

describe('the address to listen on', () => {
  const loopback = ['127.0.0.1:9091', '127.8.9.10:0', 'localhost:65535', '[::1]:9091'];
  const beyond = ['0.0.0.0:9091', '192.168.1.2:9091', '[::]:9091', '[fd99::2]:1', 'web1.example.org:9091'];
  const token = { secret: 'gateway' };
  const faultsOf = (server: object) =>
    settingsSchema
      .safeParse({ version: 1, server })
      .error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`);

  it.each([...loopback, ...beyond])('may be %s', (text) => {
    expect(listenAddress.safeParse(text).success).toBe(true);
  });

  it.each([
    '127.0.0.1',
    '127.0.0.1:65536',
    '127.0.0.256:1',
    '1.2.3:4',
    ':9091',
    '*:9091',
    '::1:9091',
    'a b:1',
  ])('may not be %s', (text) => {
    expect(listenAddress.safeParse(text).success).toBe(false);
  });

  it.each(loopback)('needs nothing else for %s, and takes a token too', (listen) => {
    expect(isLoopback(listen)).toBe(true);
    expect(faultsOf({ listen })).toBeUndefined();
    expect(faultsOf({ listen, token })).toBeUndefined();
  });

  it.each(beyond)('may be %s only where settings say so, with a token', (listen) => {
    expect(isLoopback(listen)).toBe(false);
    const notExposed = expect.stringMatching(
      /^server\.listen is not a loopback address: .*"expose".*"token"/,
    );
    expect(faultsOf({ listen })).toEqual([notExposed]);
    expect(faultsOf({ listen, token })).toEqual([notExposed]);
    expect(faultsOf({ listen, expose: true })).toEqual([expect.stringMatching(/^server\.token is missing/)]);
    expect(faultsOf({ listen, expose: true, token })).toBeUndefined();
  });
});

describe('the instance', () => {
  it('is the host name up to its first dot', () => {
    expect(instanceName('auto', 'web1.example.org')).toEqual({ ok: true, value: 'web1' });
  });

  it('is what settings say', () => {
    expect(instanceName('ann-laptop', 'localhost')).toEqual({ ok: true, value: 'ann-laptop' });
  });

  it.each(['localhost', 'LOCALHOST', 'localhost.localdomain', ''])(
    'is nobody on a machine named %j',
    (name) => {
      expect(instanceName('auto', name)).toMatchObject({
        error: { code: 'instance_is_localhost', hint: expect.stringContaining('"instance"') },
      });
    },
  );

  it('may not be set to localhost', () => {
    expect(settingsSchema.safeParse({ version: 1, instance: 'Localhost' }).success).toBe(false);
  });
});

describe('the defaults', () => {
  it('touch only this machine and its gateway, and push nowhere else', () => {
    const { collectors, destinations, server } = defaultSettings();
    expect(collectors.map(({ kind }) => kind)).toEqual(['tcp-states', 'ping']);
    expect(
      collectors.flatMap((one) => (one.kind === 'ping' ? one.targets.map((target) => target.host) : [])),
    ).toEqual(['gateway']);
    expect(destinations).toEqual([]);
    expect(server).toEqual({ enabled: true, expose: false, gateway: true, web: true });
  });

  it('are valid settings', () => {
    expect(settingsSchema.parse(defaultSettings())).toEqual(defaultSettings());
  });
});

describe('the time to live of pushed groups', () => {
  it('is for ever unless it is set, and at least a second', () => {
    const groupTtl = (text: string) => settingsSchema.safeParse({ version: 1, server: { groupTtl: text } });
    expect(defaultSettings().server).not.toHaveProperty('groupTtl');
    expect(groupTtl('1h30m').data?.server.groupTtl).toBe('1h30m');
    expect(groupTtl('500ms').success).toBe(false);
    expect(groupTtl('soon').success).toBe(false);
  });
});

describe('the JSON Schema', () => {
  it('in docs/ is the one of the code (else run "npm run schema")', () => {
    const written = readFileSync(join(__dirname, '../../../docs/settings.schema.json'), 'utf8');
    expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(settingsJsonSchema())));
  });

  it('lets a settings file name it, and asks for nothing but the version', () => {
    const schema = settingsJsonSchema();
    expect(schema.required).toEqual(['version']);
    expect(Object.keys(schema.properties ?? {})).toContain('$schema');
    expect(schema.additionalProperties).toBe(false);
  });

  it('describes every setting at the top', () => {
    const undescribed = Object.entries(settingsJsonSchema().properties ?? {}).filter(
      ([, property]) => typeof property === 'boolean' || !property.description,
    );
    expect(undescribed).toEqual([]);
  });
});
