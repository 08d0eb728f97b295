import type { Page } from '@playwright/test';
import { success } from '../../main/outcome';
import { everyKind, everyKindMain } from './every-kind';
import { makeFakeMain } from './fake-main';
import { fakeSettings } from './fake-state';
import { choose, fill, press, type Scene, withSettings } from './scene';

/** The pages that change the settings, in every state. */

const dialog = (page: Page) => page.getByRole('dialog');

const collectors: readonly Scene[] = [
  { name: 'collectors of every kind', address: 'collectors', fake: everyKindMain },
  {
    name: 'collectors without one',
    address: 'collectors',
    fake: () => withSettings({ version: 1, collectors: [] }),
  },
  {
    name: 'the kinds of collectors',
    address: 'collectors',
    fake: everyKindMain,
    async lead(page) {
      await press(page, 'Add collector');
      await dialog(page).getByText('What should be measured?').waitFor();
    },
  },
  ...fakeSettings(everyKind).collectors.map(
    ({ id, kind }): Scene => ({
      name: `the form of the ${kind} collector ${id}`,
      address: 'collectors',
      fake: everyKindMain,
      async lead(page) {
        await press(page, `Edit ${id}`);
        await dialog(page).getByText('More settings').click();
      },
    }),
  ),
  {
    name: 'a command collector with faults',
    address: 'collectors',
    fake: everyKindMain,
    async lead(page) {
      await press(page, 'Add collector');
      await dialog(page)
        .getByRole('button', { name: /^Command/ })
        .click();
      await fill(page, 'Metric', '9x');
      await fill(page, 'Interval', 'soon');
      await dialog(page).getByRole('button', { name: 'Add collector' }).click();
      await page.getByText('Command must not be empty').waitFor();
    },
  },
  {
    name: 'a collector that was tried, lines left out',
    address: 'collectors',
    fake: () => makeFakeMain({ handlers: { 'collector.try': () => success(faultyTrial) } }),
    async lead(page) {
      await press(page, 'Try it: tcp');
      await page.getByText('What it would push').click();
    },
  },
  {
    name: 'the menu of a collector',
    address: 'collectors',
    fake: everyKindMain,
    async lead(page) {
      await press(page, 'More for ping');
      await page.getByRole('menuitem', { name: 'Move up' }).waitFor();
    },
  },
];

const faultyTrial = {
  text: '# HELP backup_files Files in the backup.\n# TYPE backup_files gauge\nbackup_files 41\n',
  problems: [
    {
      code: 'bad_output',
      message: 'Line 4, column 21 of the command\'s output: the value "one" is not a number.',
      excerpt: { line: 4, column: 21, text: 'backup_last_success one' },
    },
    {
      code: 'bad_output',
      message: "Line 7, column 15 of the command's output: the last line does not end.",
      excerpt: { line: 7, column: 15, text: 'backup_bytes 12' },
    },
  ],
  targets: [],
  durationMs: 38,
};

const targets: readonly Scene[] = [
  { name: 'targets of every kind', address: 'targets', fake: everyKindMain },
  {
    name: 'targets without one',
    address: 'targets',
    fake: () => withSettings({ version: 1, collectors: [] }),
  },
  {
    name: 'a target with a fault',
    address: 'targets',
    fake: () => makeFakeMain(),
    async lead(page) {
      await press(page, 'Add target');
      await fill(page, 'Host', '-f');
      await page.keyboard.press('Enter');
      await page.getByText('Host is not a host name or an address').waitFor();
    },
  },
  {
    name: 'a dns target with faults',
    address: 'targets',
    fake: everyKindMain,
    async lead(page) {
      await press(page, 'Add target');
      await dialog(page).getByText('DNS', { exact: true }).click();
      await fill(page, 'Domain name', 'not a name');
      await fill(page, 'Name server', '9.9.9.9');
      await fill(page, 'Name server’s port', '70000');
      await page.keyboard.press('Enter');
      await page.getByText(/^Domain name is not/).waitFor();
    },
  },
  {
    name: 'a pasted list of targets',
    address: 'targets',
    fake: everyKindMain,
    async lead(page) {
      await press(page, 'Add several');
      await dialog(page).getByRole('combobox').selectOption('ping');
      await fill(page, 'Targets, one a line', pastedList);
      await dialog(page)
        .getByRole('button', { name: /^Add 3 targets/ })
        .click();
      await page.getByText(/^Lines 6, 7, 8 are at fault/).waitFor();
    },
  },
  {
    name: 'targets that were tried',
    address: 'targets',
    fake: () => makeFakeMain(),
    async lead(page) {
      await press(page, 'Try it: cloudflare');
      await press(page, 'Try it: db');
      await page.getByText('What it would push').nth(1).click();
    },
  },
  {
    name: 'a target that was removed',
    address: 'targets',
    fake: () => makeFakeMain(),
    async lead(page) {
      await choose(page, 'api', 'Remove');
      await page.getByText('Target api was removed.').waitFor();
    },
  },
];

const pastedList = `# the office
printer 10.0.9.4
nas,10.0.9.5

2001:db8::9   # by address alone
router 10.0.9.1
-f
one two three
`;

const destinations: readonly Scene[] = [
  { name: 'destinations of every kind', address: 'destinations', fake: everyKindMain },
  ...['team', 'mimir'].map(
    (id): Scene => ({
      name: `the form of the destination ${id}`,
      address: 'destinations',
      fake: everyKindMain,
      async lead(page) {
        await press(page, `Edit ${id}`);
        await dialog(page).getByText('More settings').click();
      },
    }),
  ),
  {
    name: 'a destination with faults',
    address: 'destinations',
    fake: () => makeFakeMain(),
    async lead(page) {
      await press(page, 'Add destination');
      await fill(page, 'Pushgateway address', 'gateway:9091');
      await dialog(page).getByText('Basic', { exact: true }).click();
      await press(page, 'Add label');
      await fill(page, 'Name of label 1', '9x');
      await press(page, 'Test');
      await page.getByText('User name must not be empty').waitFor();
    },
  },
  {
    name: 'a remote write destination with faults',
    address: 'destinations',
    fake: () => makeFakeMain(),
    async lead(page) {
      await press(page, 'Add destination');
      await dialog(page).getByText('Remote write', { exact: true }).click();
      await dialog(page).getByText('More settings').click();
      await fill(page, 'Longest wait', '5s');
      await fill(page, 'Certificate of this machine', 'cert.pem');
      await press(page, 'Test');
      await page.getByText(/^Longest wait is too short/).waitFor();
    },
  },
  {
    name: 'a destination whose test failed',
    address: 'destinations',
    fake: () => makeFakeMain(),
    async lead(page) {
      await press(page, 'Edit team-b');
      await press(page, 'Test');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'a destination that was previewed and verified',
    address: 'destinations',
    fake: everyKindMain,
    async lead(page) {
      await press(page, 'Preview team');
      await press(page, 'Verify team');
      await page.getByText(/^It arrived/).waitFor();
    },
  },
  {
    name: 'a destination whose first push would replace what others have there',
    address: 'destinations',
    fake: () => makeFakeMain({ handlers: { 'destination.preview': () => success(replacing) } }),
    async lead(page) {
      await press(page, 'Preview team-a');
      await press(page, 'Add destination');
      await fill(page, 'Pushgateway address', 'http://gateway.example.org:9091');
      await dialog(page).getByRole('button', { name: 'Add destination' }).click();
      await page.getByRole('dialog', { name: 'Replace what stands there?' }).waitFor();
    },
  },
  {
    name: 'a destination to be removed',
    address: 'destinations',
    fake: () => makeFakeMain(),
    async lead(page) {
      await choose(page, 'team-a', 'Remove');
      await dialog(page).waitFor();
    },
  },
];

const replacing = {
  requests: [],
  replaces: Array.from({ length: 14 }, (_, index) => `backup_of_the_database_server_${index}_age_seconds`),
};

const settings: readonly Scene[] = [
  { name: 'settings on a desktop', address: 'settings', fake: everyKindMain },
  {
    name: 'settings with faults',
    address: 'settings',
    fake: () => makeFakeMain(),
    async lead(page) {
      await fill(page, 'Push interval', 'soon');
      await fill(page, 'Instance', 'localhost');
      await page.getByRole('switch', { name: 'Quiet hours' }).click();
      await fill(page, 'From', '25:00');
      await press(page, 'Save');
      await page.getByText(/^Push interval is not a duration/).waitFor();
    },
  },
  {
    name: 'a settings file that cannot be imported',
    address: 'settings',
    fake: () => makeFakeMain(),
    async lead(page) {
      await importing(page, '{\n  "version": 1,\n  "intervall": "5s",\n  "labels": { "9x": "a" }\n}\n');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'settings to be imported',
    address: 'settings',
    fake: () => makeFakeMain(),
    async lead(page) {
      await importing(page, JSON.stringify({ ...everyKind, instance: 'web9', interval: '30s' }));
      await dialog(page).getByRole('checkbox').first().check();
    },
  },
];

function importing(page: Page, text: string): Promise<void> {
  const file = { name: 'office.json', mimeType: 'application/json', buffer: Buffer.from(text) };
  return page.locator('input[type=file]').setInputFiles(file);
}

const firstSteps: readonly Scene[] = [
  {
    name: 'the first steps on a desktop',
    address: 'now',
    fake: () =>
      withSettings({ version: 1 }, ({ settingsFile }) => ({
        settingsFile: { ...settingsFile, exists: false },
        desktop: { startsAtLogin: false },
      })),
    async lead(page) {
      await press(page, 'Add 1.1.1.1 Cloudflare');
      await page.getByText('Done', { exact: true }).waitFor();
    },
  },
];

export const settingsScenes: readonly Scene[] = [
  ...collectors,
  ...targets,
  ...destinations,
  ...settings,
  ...firstSteps,
];
