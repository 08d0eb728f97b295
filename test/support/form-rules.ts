import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import type { CollectorKind } from '../../main/settings/schema/collectors';
import type { DestinationSettings } from '../../main/settings/schema/destinations';
import { en } from '../../main/texts/en';
import type { ProbingKind } from '../../renderer/state/edit-settings';
import type { PageRule, PageWorld } from './page-rules';
import type { OpenPage } from './window-pages';

/** One field of a form, with what it refuses and what it takes. */
interface Case {
  readonly field: string;
  readonly bad: string;
  /** What is said at the field. */
  readonly fault: RegExp;
  readonly good: string;
  /** Other fields that must be filled in. */
  readonly beside?: Readonly<Record<string, string>>;
  /** What the settings hold of it at last. */
  readonly saved: object;
}

const { fields: collectorFields } = en.collectors;
const interval: Pick<Case, 'field' | 'bad' | 'fault' | 'good'> = {
  field: collectorFields.interval.label,
  bad: 'soon',
  fault: /is not a duration/,
  good: '7s',
};
const newTargets = { field: collectorFields.targets.label, fault: /^.*Line 1 is at fault/ };

const collectors: Readonly<Record<CollectorKind, Case>> = {
  ping: {
    field: collectorFields.count.label,
    bad: '0',
    fault: /must be at least 1/,
    good: '2',
    saved: { count: 2 },
  },
  'tcp-connect': {
    ...newTargets,
    bad: '127.0.0.1',
    good: 'ssh 127.0.0.1:22',
    saved: { targets: [expect.objectContaining({ name: 'ssh', host: '127.0.0.1', port: 22 })] },
  },
  dns: {
    ...newTargets,
    bad: 'two words here',
    good: 'example.net',
    saved: { targets: [expect.objectContaining({ host: 'example.net' })] },
  },
  http: {
    ...newTargets,
    bad: 'ftp://127.0.0.1/',
    good: 'own http://127.0.0.1:9/',
    saved: { targets: [expect.objectContaining({ name: 'own', url: 'http://127.0.0.1:9/' })] },
  },
  'tcp-states': { ...interval, saved: { interval: '7s' } },
  link: { ...interval, saved: { interval: '7s' } },
  command: {
    field: collectorFields.metric.label,
    bad: '9x',
    fault: /is not a metric name/,
    good: 'spool_files',
    beside: { [collectorFields.command.label]: 'echo 7' },
    saved: { command: 'echo 7', metric: 'spool_files' },
  },
  textfile: {
    field: collectorFields.directory.label,
    bad: 'metrics',
    fault: /must be a whole path/,
    good: '/var/lib/metrics',
    saved: { directory: '/var/lib/metrics' },
  },
  scrape: {
    field: collectorFields.url.label,
    bad: 'localhost:9100',
    fault: /is not an address of metrics/,
    good: 'http://127.0.0.1:9/metrics',
    saved: { url: 'http://127.0.0.1:9/metrics' },
  },
};

const { fields: targetFields } = en.targets;

const targets: Readonly<Record<ProbingKind, Case>> = {
  ping: {
    field: targetFields.host.label,
    bad: 'a host',
    fault: /is not a host name or an address/,
    good: '127.0.0.9',
    saved: { host: '127.0.0.9' },
  },
  'tcp-connect': {
    field: targetFields.port.label,
    bad: '70000',
    fault: /must be at most 65535/,
    good: '22',
    beside: { [targetFields.host.label]: '127.0.0.9' },
    saved: { host: '127.0.0.9', port: 22 },
  },
  http: {
    field: targetFields.url.label,
    bad: 'example.net',
    fault: /is not a web address/,
    good: 'http://127.0.0.9:9/',
    saved: { url: 'http://127.0.0.9:9/' },
  },
  dns: {
    field: targetFields.domain.label,
    bad: 'not a name',
    fault: /is not a domain name/,
    good: 'www.example.net',
    saved: { host: 'www.example.net' },
  },
};

const destinations: Readonly<Record<DestinationSettings['kind'], Case>> = {
  pushgateway: {
    field: en.destinations.address,
    bad: 'gateway:9091',
    fault: /is not an address/,
    good: 'http://127.0.0.1:9',
    saved: { urls: ['http://127.0.0.1:9'] },
  },
  'remote-write': {
    field: en.destinations.writeAddress,
    bad: '127.0.0.1:9/api/v1/write',
    fault: /is not an address/,
    good: 'http://127.0.0.1:9/api/v1/write',
    saved: { url: 'http://127.0.0.1:9/api/v1/write' },
  },
};

/** One form that makes a new one of any kind; what is made is switched off, so that it disturbs nothing else. */
interface Form {
  readonly page: 'Collectors' | 'Targets' | 'Destinations';
  /** The words of the button that opens it, and of the one that saves. */
  readonly add: string;
  readonly enabled: string;
  readonly cases: Readonly<Record<string, Case>>;
  readonly choose: (dialog: Locator, kind: string) => Promise<void>;
  /** Where the settings have it. */
  readonly list: (settings: WrittenSettings) => readonly object[];
}

const forms: readonly Form[] = [
  {
    page: 'Collectors',
    add: en.collectors.add,
    enabled: collectorFields.enabled.label,
    cases: collectors,
    choose: (dialog, kind) =>
      dialog
        .getByRole('button', { name: new RegExp(`^${en.collectors.kinds[kind as CollectorKind].name}`) })
        .click(),
    list: (settings) => settings.collectors,
  },
  {
    page: 'Targets',
    add: en.targets.add,
    enabled: en.targets.probeIt,
    cases: targets,
    choose: (dialog, kind) =>
      dialog.getByText(en.targets.kinds[kind as ProbingKind], { exact: true }).click(),
    list: (settings) => settings.collectors.flatMap((collector) => collector.targets ?? []),
  },
  {
    page: 'Destinations',
    add: en.destinations.add,
    enabled: en.destinations.pushHere,
    cases: destinations,
    choose: (dialog, kind) =>
      dialog.getByText(en.destinations.kinds[kind as DestinationSettings['kind']], { exact: true }).click(),
    list: (settings) => settings.destinations,
  },
];

/** What every form of something new refuses and takes, over a real main. */
export function formRules(open: OpenPage): readonly PageRule[] {
  return forms.flatMap((form) =>
    Object.entries(form.cases).map(([kind, one]) => ({
      title: `the form of ${form.page}, ${kind}: a fault is told at its field and not saved, what is right is saved`,
      async check(page: Page, world: PageWorld) {
        await open(page, form.page);
        await page.getByRole('button', { name: form.add, exact: true }).click();
        const dialog = page.getByRole('dialog');
        await form.choose(dialog, kind);
        await dialog.getByRole('switch', { name: form.enabled }).click();
        await fillTwice(dialog, one, { world, submit: form.add });
        await expect
          .poll(() => form.list(settingsIn(world)))
          .toContainEqual(expect.objectContaining({ enabled: false, ...one.saved }));
      },
    })),
  );
}

interface Filling {
  readonly world: PageWorld;
  /** The name of the button that saves. */
  readonly submit: string;
}

async function fillTwice(dialog: Locator, one: Case, { world, submit }: Filling): Promise<void> {
  const before = readFileSync(world.settingsFile, 'utf8');
  const box = (name: string) => dialog.getByRole('textbox', { name, exact: true });
  const field = box(one.field);
  for (const [name, value] of Object.entries(one.beside ?? {})) await box(name).fill(value);
  await field.fill(one.bad);
  await dialog.getByRole('button', { name: submit }).click();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(one.fault);
  await expect(field).toBeFocused();
  expect(readFileSync(world.settingsFile, 'utf8')).toBe(before);
  await field.fill(one.good);
  await expect(field).not.toHaveAttribute('aria-invalid', 'true');
  await dialog.getByRole('button', { name: submit }).click();
  await expect(dialog).toBeHidden();
}

export interface WrittenSettings {
  readonly collectors: readonly { readonly id: string; readonly targets?: readonly object[] }[];
  readonly destinations: readonly { readonly id: string; readonly enabled?: boolean }[];
}

/** As they were written last. */
export function settingsIn({ settingsFile }: PageWorld): WrittenSettings {
  return { collectors: [], destinations: [], ...JSON.parse(readFileSync(settingsFile, 'utf8')) };
}
