import { describe, expect, it } from 'vitest';
import { settingsSchema } from '../../../main/settings/schema/settings';
import { destinationOf, destinationPlan } from '../../../renderer/pages/destinations/destination-plan';
import { settingsPlan } from '../../../renderer/pages/settings/settings-plan';
import { collectorToTry, targetPlan } from '../../../renderer/pages/targets/target-plan';
import {
  freeId,
  pingCollectors,
  putTarget,
  removeDestination,
  removeTarget,
  switchTarget,
} from '../../../renderer/state/edit-settings';
import { faultsOf } from '../../../renderer/state/faults';
import { doubledNames, labelsOf } from '../../../renderer/state/label-rows';
import { fakeSettings } from '../../support/fake-state';

const settings = fakeSettings();
const target = { name: 'new', host: '192.0.2.1', enabled: true };

describe('targets in the settings', () => {
  it('are put in the place of the one they replace', () => {
    const { settings: edited, path } = putTarget(settings, target, {
      collector: 'ping',
      instead: 'cloudflare',
    });
    expect(path).toBe('collectors.1.targets.1');
    expect(pingCollectors(settingsSchema.parse(edited))[0]?.targets[1]).toEqual(target);
  });

  it('come to the end when they replace none', () => {
    expect(putTarget(settings, target, { collector: 'ping' }).path).toBe('collectors.1.targets.7');
  });

  it('make a collector of their own where there is none', () => {
    const { settings: edited, path } = putTarget(fakeSettings({ version: 1, collectors: [] }), target, {
      collector: '',
    });
    expect(path).toBe('collectors.0.targets.0');
    expect(settingsSchema.parse(edited).collectors[0]).toMatchObject({
      id: 'ping',
      count: 4,
      targets: [target],
    });
  });

  it('come back to their old place when a removal is undone', () => {
    const removed = removeTarget(settings, { collector: 'ping', name: 'api' });
    const back = putTarget(
      removed,
      { name: 'api', host: 'api.eu-1.example.net', enabled: true },
      { collector: 'ping', at: 2 },
    );
    expect(settingsSchema.parse(back.settings)).toEqual(settings);
  });

  it('are switched alone', () => {
    const switched = switchTarget(settings, { collector: 'ping', name: 'lab' }, true);
    expect(pingCollectors(switched)[0]?.targets.map(({ enabled }) => enabled)).toEqual(Array(7).fill(true));
  });

  it('are called what their host is called when no name is given', () => {
    const plan = targetPlan();
    const { settings: edited } = plan.apply(settings, { ...plan.fill(settings), host: ' 192.0.2.9 ' });
    expect(pingCollectors(settingsSchema.parse(edited))[0]?.targets.at(-1)).toEqual({
      name: '192.0.2.9',
      host: '192.0.2.9',
      enabled: true,
    });
  });

  it('are tried alone, with the packets of their collector, even when switched off', () => {
    expect(collectorToTry(settings, 'ping', { ...target, enabled: false })).toMatchObject({
      kind: 'ping',
      count: 4,
      targets: [target],
    });
  });
});

describe('destinations in the settings', () => {
  const plan = destinationPlan('is used twice');

  it('take their id and the name of their secret from the address when none is given', () => {
    const draft = {
      ...plan.fill(settings),
      urls: 'http://push-gw.example.org:9091',
      auth: 'bearer' as const,
    };
    expect(destinationOf(draft, settings)).toMatchObject({
      id: 'push-gw',
      auth: { bearer: { secret: 'push_gw' } },
    });
  });

  it('come out of their form as they went in', () => {
    for (const { id } of settings.destinations) {
      const edit = destinationPlan('', id);
      expect(settingsSchema.parse(edit.apply(settings, edit.fill(settings)).settings)).toEqual(settings);
    }
  });

  it('are removed by their id', () => {
    expect(removeDestination(settings, 'team-b').destinations.map(({ id }) => id)).toEqual([
      'team-a',
      'office',
      'lab',
    ]);
  });
});

describe('the settings form', () => {
  const plan = settingsPlan('is used twice');

  it('gives the settings back that filled it, those included that it does not show', () => {
    const kept = { ...settings, server: { ...settings.server, groupTtl: '1h' } };
    expect(plan.apply(kept, plan.fill(kept)).settings).toEqual(kept);
  });

  it('leaves the address out when its field is empty', () => {
    const listening = { ...settings, server: { ...settings.server, listen: '127.0.0.1:9300' } };
    const draft = { ...plan.fill(listening), listen: ' ' };
    expect(settingsSchema.parse(plan.apply(listening, draft).settings).server).not.toHaveProperty('listen');
  });
});

describe('labels while they are edited', () => {
  const rows = [
    { key: 0, name: 'site', value: 'a' },
    { key: 1, name: '', value: '' },
    { key: 2, name: ' site', value: 'b' },
  ];

  it('count for nothing when wholly empty', () => {
    expect(labelsOf(rows.slice(0, 2))).toEqual({ site: 'a' });
  });

  it('are at fault when two have one name', () => {
    expect(doubledNames(rows, 'is used twice')).toMatchObject([
      { path: 'labels.site', message: 'is used twice' },
    ]);
  });
});

describe('faults of the schema', () => {
  const faults = (change: object) => {
    const checked = settingsSchema.safeParse({ ...settings, ...change });
    return checked.success ? [] : faultsOf(checked.error).map(({ path, message }) => [path, message]);
  };
  const destination = settings.destinations[0];

  it('name a bad label name by its path and say why', () => {
    expect(faults({ labels: { '9x': 'a' } })).toEqual([
      ['labels.9x', expect.stringContaining('is not a label name')],
    ]);
  });

  it('are those of the kind of authentication that was begun', () => {
    const auth = { basic: { username: '', password: { secret: 'a b' } } };
    expect(faults({ destinations: [{ ...destination, auth }] })).toEqual([
      ['destinations.0.auth.basic.username', 'must not be empty'],
      ['destinations.0.auth.basic.password.secret', expect.stringContaining('must be 1 to 64')],
    ]);
  });
});

it('finds a free id', () => {
  expect(freeId('ping', [])).toBe('ping');
  expect(freeId('ping', [{ id: 'ping' }, { id: 'ping-2' }])).toBe('ping-3');
});
