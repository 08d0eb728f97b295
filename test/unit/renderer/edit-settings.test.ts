import { describe, expect, it } from 'vitest';
import { settingsSchema } from '../../../main/settings/schema/settings';
import { collectorPlan } from '../../../renderer/pages/collectors/collector-plan';
import {
  type DestinationStart,
  destinationOf,
  destinationPlan,
} from '../../../renderer/pages/destinations/destination-plan';
import { settingsPlan } from '../../../renderer/pages/settings/settings-plan';
import { targetOf } from '../../../renderer/pages/targets/target-draft';
import { collectorToTry, targetPlan } from '../../../renderer/pages/targets/target-plan';
import {
  collectorsOfKind,
  moveItem,
  moveTarget,
  probingCollectors,
  putItem,
  putTarget,
  removeItem,
  removeTarget,
  switchItem,
  switchTarget,
} from '../../../renderer/state/edit-settings';
import { faultsOf } from '../../../renderer/state/faults';
import { doubledNames, labelsOf } from '../../../renderer/state/label-rows';
import { freeName } from '../../../renderer/state/lists';
import { everyKind } from '../../support/every-kind';
import { fakeSettings } from '../../support/fake-state';

const settings = fakeSettings();
const every = fakeSettings(everyKind);
const target = { name: 'new', host: '192.0.2.1', enabled: true };
const kind = 'ping' as const;

describe('targets in the settings', () => {
  it('are put in the place of the one they replace', () => {
    const { settings: edited, path } = putTarget(settings, target, { kind, instead: 'cloudflare' });
    expect(path).toBe('collectors.1.targets.1');
    expect(probingCollectors(settingsSchema.parse(edited))[0]?.targets[1]).toEqual(target);
  });

  it('come to the end of the first collector of their kind when they replace none', () => {
    expect(putTarget(settings, target, { kind }).path).toBe('collectors.1.targets.7');
    expect(putTarget(every, { ...target, port: 22 }, { kind: 'tcp-connect' }).path).toBe(
      'collectors.2.targets.1',
    );
  });

  it('make a collector of their own where there is none of their kind', () => {
    const { settings: edited, path } = putTarget(settings, { ...target, port: 22 }, { kind: 'tcp-connect' });
    expect(path).toBe('collectors.2.targets.0');
    expect(settingsSchema.parse(edited).collectors[2]).toMatchObject({
      id: 'tcp-connect',
      replyTimeout: '5s',
      targets: [{ ...target, port: 22 }],
    });
  });

  it('come back to their old place when a removal is undone', () => {
    const api = collectorsOfKind(settings, kind)[0]?.targets[2];
    if (!api) throw new Error('no such target');
    const removed = removeTarget(settings, { collector: 'ping', name: api.name });
    const back = putTarget(removed, api, { kind, collector: 'ping', at: 2 });
    expect(settingsSchema.parse(back.settings)).toEqual(settings);
  });

  it('are switched alone', () => {
    const switched = switchTarget(settings, { collector: 'ping', name: 'lab' }, true);
    expect(probingCollectors(switched)[0]?.targets.map(({ enabled }) => enabled)).toEqual(
      Array(7).fill(true),
    );
  });

  it('are moved along, and stay where they are at the ends', () => {
    const place = { collector: 'ping', name: 'router' };
    const moved = moveTarget(settings, place, 1);
    expect(probingCollectors(moved)[0]?.targets[1]?.name).toBe('router');
    expect(moveTarget(settings, place, -1)).toEqual(settings);
  });

  it('are called what they are aimed at when no name is given', () => {
    const plan = targetPlan('new');
    const { settings: edited } = plan.apply(settings, { ...plan.fill(settings), host: ' 192.0.2.9 ' });
    expect(probingCollectors(settingsSchema.parse(edited))[0]?.targets.at(-1)).toEqual({
      name: '192.0.2.9',
      host: '192.0.2.9',
      enabled: true,
    });
  });

  it('come out of their form as they went in', () => {
    for (const collector of probingCollectors(every)) {
      for (const { name } of collector.targets) {
        const plan = targetPlan({ edit: { collector: collector.id, name } });
        expect(settingsSchema.parse(plan.apply(every, plan.fill(every)).settings)).toEqual(every);
      }
    }
  });

  it('are tried alone, with the packets of their collector, even when switched off', () => {
    const place = { kind, collector: 'ping' };
    const draft = { ...targetPlan('new').fill(settings), ...target, enabled: false };
    expect(collectorToTry(settings, place, targetOf(kind, draft))).toMatchObject({
      kind: 'ping',
      count: 4,
      targets: [target],
    });
  });
});

describe('collectors in the settings', () => {
  const words = { usedTwice: 'is used twice', targetsAtFault: () => 'a line is at fault' };

  it('come out of their form as they went in, whatever their kind', () => {
    for (const { id } of every.collectors) {
      const plan = collectorPlan({ edit: id }, words);
      const draft = plan.fill(every);
      expect(plan.check?.(draft)).toEqual([]);
      expect(plan.apply(every, draft).settings).toEqual(every);
    }
  });

  it('begin with what the schema says of their kind', () => {
    const plan = collectorPlan({ kind: 'http' }, words);
    const { settings: edited, path } = plan.apply(settings, plan.fill(settings));
    expect(path).toBe('collectors.2');
    expect(settingsSchema.parse(edited).collectors[2]).toEqual({
      id: 'http',
      kind: 'http',
      enabled: true,
      targets: [],
      replyTimeout: '5s',
      ipVersion: 'auto',
      followRedirects: false,
      verifyCertificates: true,
    });
  });

  it('are moved, switched, removed and put back by their id', () => {
    const moved = moveItem(every, 'collectors', { id: 'tcp', by: 1 });
    expect(moved.collectors.slice(0, 2).map(({ id }) => id)).toEqual(['ping', 'tcp']);
    expect(switchItem(every, 'collectors', 'tcp', false).collectors[0]?.enabled).toBe(false);
    const [first] = every.collectors;
    if (!first) throw new Error('no collector there');
    const removed = removeItem(every, 'collectors', first.id);
    expect(putItem(removed, 'collectors', first, { at: 0 }).settings).toEqual(every);
  });
});

describe('destinations in the settings', () => {
  const plan = destinationPlan('is used twice', { address: '' });

  it('take their id and the name of their secret from the address when none is given', () => {
    const filled = plan.fill(settings);
    const auth = { ...filled.auth, kind: 'bearer' as const };
    const draft = { ...filled, urls: 'http://push-gw.example.org:9091', auth };
    expect(destinationOf(draft, settings)).toMatchObject({
      id: 'push-gw',
      auth: { bearer: { secret: 'push_gw' } },
    });
  });

  it('come out of their form as they went in, whatever their kind', () => {
    for (const all of [settings, every]) {
      for (const { id } of all.destinations) {
        const start: DestinationStart = { edit: id };
        const edit = destinationPlan('', start);
        expect(settingsSchema.parse(edit.apply(all, edit.fill(all)).settings)).toEqual(all);
      }
    }
  });

  it('that are made like another have no id yet', () => {
    expect(destinationPlan('', { like: 'office' }).fill(settings)).toMatchObject({ id: '', method: 'POST' });
  });

  it('are removed by their id', () => {
    expect(removeItem(settings, 'destinations', 'team-b').destinations.map(({ id }) => id)).toEqual([
      'team-a',
      'office',
      'lab',
    ]);
  });
});

describe('the settings form', () => {
  const plan = settingsPlan('is used twice');

  it('gives the settings back that filled it, whatever they are', () => {
    const token = { secret: 'server' };
    const server = { ...settings.server, groupTtl: '1h', expose: true, token };
    const quietHours = { from: '23:00', to: '06:00' };
    const kept = { ...settings, server, notifications: { when: 'never' as const, quietHours } };
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

it('finds a free name', () => {
  expect(freeName('ping', [])).toBe('ping');
  expect(freeName('ping', ['ping', 'ping-2'])).toBe('ping-3');
});
