import { describe, expect, it } from 'vitest';
import {
  hasChanges,
  newCommands,
  secretsIn,
  settingsChanges,
} from '../../../renderer/pages/settings/settings-changes';
import { everyKind } from '../../support/every-kind';
import { fakeSettings } from '../../support/fake-state';

const settings = fakeSettings(everyKind);

describe('what other settings would change', () => {
  it('is nothing when they are the same, in whatever order their keys stand', () => {
    const turned = Object.fromEntries(Object.entries(settings).reverse()) as typeof settings;
    expect(hasChanges(settingsChanges(settings, turned))).toBe(false);
  });

  it('names collectors and destinations that come, go or change', () => {
    const [tcp, ping, ...rest] = settings.collectors;
    if (!tcp || !ping) throw new Error('no collectors there');
    const next = { ...settings, collectors: [{ ...tcp, interval: '9s' }, ...rest, { ...ping, id: 'other' }] };
    expect(settingsChanges(settings, next).collectors).toEqual({
      added: ['other'],
      removed: ['ping'],
      changed: ['tcp'],
    });
  });

  it('takes another order for a change, since it decides between equal series', () => {
    const [first, second, ...rest] = settings.collectors;
    if (!first || !second) throw new Error('no collectors there');
    const { changed } = settingsChanges(settings, {
      ...settings,
      collectors: [second, first, ...rest],
    }).collectors;
    expect(changed).toEqual([second.id, first.id]);
  });

  it('names every other setting by its path, before and after', () => {
    const next = { ...settings, interval: '30s', server: { ...settings.server, groupTtl: '1h' } };
    expect(settingsChanges(settings, next).others).toEqual([
      { path: 'interval', before: '"15s"', after: '"30s"' },
      { path: 'server.groupTtl', after: '"1h"' },
    ]);
  });

  it('finds each command that does not run already', () => {
    const idsOf = (current: typeof settings, next: typeof settings) =>
      newCommands(current, next).map(({ id }) => id);
    const having = (change: object) => ({
      ...settings,
      collectors: settings.collectors.map((one) => (one.id === 'queue' ? { ...one, ...change } : one)),
    });
    expect(idsOf({ ...settings, collectors: [] }, settings)).toEqual(['queue', 'disks']);
    expect(idsOf(settings, having({ interval: '9s' }))).toEqual([]);
    expect(idsOf(settings, having({ command: 'rm -r /tmp/x' }))).toEqual(['queue']);
    expect(idsOf(settings, having({ env: { PATH: '/tmp' } }))).toEqual(['queue']);
    expect(idsOf(having({ enabled: false }), settings)).toEqual(['queue']);
  });

  it('finds every secret in them', () => {
    const server = { ...settings.server, token: { secret: 'door' } };
    expect(secretsIn({ ...settings, server })).toEqual(['gateway_key', 'team_b', 'mimir', 'door']);
  });
});
