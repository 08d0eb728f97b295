import { writeFileSync } from 'node:fs';
import type { TestFixture } from '@playwright/test';
import type { SettingsInput } from '../../main/settings/schema/settings';
import { canMakeNamespaces, makeNamespace, type Namespace } from './netns';

/** A machine whose only link is down: it reaches nothing but itself. */
export interface DeadNetwork {
  readonly prefix: Namespace['prefix'];
  /** Writes a program to `file` that is `program`, started there; answers with `file`. */
  launcher(file: string, program: string): string;
  remove(): Promise<void>;
}

async function makeDeadNetwork(): Promise<DeadNetwork> {
  const { prefix, addGateway, exec, remove } = await makeNamespace();
  await addGateway();
  await exec('ip', ['link', 'set', 'up0', 'down']);
  return {
    prefix,
    launcher(file, program) {
      writeFileSync(file, `#!/bin/sh\nexec ${prefix.join(' ')} '${program}' "$@"\n`, { mode: 0o755 });
      return file;
    },
    remove,
  };
}

/** For `test.extend`: one for each test; where none can be made, the test is skipped by name. */
// biome-ignore lint/correctness/noEmptyPattern: Playwright wants a destructured first parameter.
export const deadNetwork: TestFixture<DeadNetwork, object> = async ({}, use, testInfo) => {
  testInfo.skip(!canMakeNamespaces, 'needs root on Linux');
  const network = await makeDeadNetwork();
  await use(network);
  await network.remove();
};

/** Enough to say that there is no network. */
export const settingsWithoutNetwork: SettingsInput = {
  version: 1,
  instance: 'alone',
  interval: '1s',
  collectors: [
    { id: 'link', kind: 'link', interval: '1s' },
    { id: 'tcp', kind: 'tcp-states', interval: '1s' },
    { id: 'ping', kind: 'ping', interval: '1s', count: 1, targets: [{ name: 'router', host: 'gateway' }] },
  ],
  server: { listen: '127.0.0.1:0' },
};
