import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppState } from '../../main/contract/state';
import { canMakeNamespaces, makeNamespace, type Namespace } from '../support/netns';
import { pushgatewayIsHere, pushgatewayProgram } from '../support/pushgateway';
import { makeDataDir, type RunningPushtray, startPushtray } from '../support/pushtray';

const cleanUps: (() => unknown)[] = [];
let namespace: Namespace;

async function startInside(command: string, args: readonly string[]): Promise<void> {
  const child = spawn(namespace.prefix[0], [...namespace.prefix.slice(1), command, ...args], {
    stdio: 'ignore',
  });
  cleanUps.unshift(async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  const ready = 'http://127.0.0.1:9091/';
  await namespace.exec('curl', [
    '--silent',
    '--retry',
    '50',
    '--retry-delay',
    '1',
    '--retry-connrefused',
    ready,
  ]);
}

async function stateInside({ address, token }: RunningPushtray): Promise<AppState> {
  const { stdout } = await namespace.exec('curl', [
    '--silent',
    ...['--header', `Authorization: Bearer ${token}`],
    ...['--json', '{}'],
    `${address}/api/pushtray/call/state.get`,
  ]);
  return JSON.parse(stdout).value;
}

/** What a Pushtray says on its way up. */
async function startedOutput(): Promise<string> {
  const data = makeDataDir();
  cleanUps.push(data.remove);
  const pushtray = await startPushtray(['run', '--data-dir', data.dir], { wrap: namespace.prefix });
  expect(pushtray.address).toBe('http://127.0.0.1:9092');
  await pushtray.stop();
  return pushtray.output();
}

describe.skipIf(!canMakeNamespaces || !pushgatewayIsHere)(
  'the default port that another program holds (needs root on Linux and a Pushgateway)',
  () => {
    beforeEach(async () => {
      namespace = await makeNamespace();
      cleanUps.push(() => namespace.remove());
    });
    afterEach(async () => {
      for (const cleanUp of cleanUps.splice(0)) await cleanUp();
    });

    it('is said to be a Pushgateway, with its address as a destination to add', async () => {
      await startInside(pushgatewayProgram, ['--web.listen-address=127.0.0.1:9091', '--persistence.file=']);
      const output = await startedOutput();
      expect(output).toContain('Port 9091 is taken by a Pushgateway, so Pushtray serves on port 9092.');
      expect(output).toMatch(
        /A Pushgateway \d\S* answers at http:\/\/127\.0\.0\.1:9091 and nothing is pushed to it/,
      );
      expect(output).toContain('add http://127.0.0.1:9091 as a destination');
    });

    it('is offered in the state until it is a destination, whatever address settings name for our own', async () => {
      await startInside(pushgatewayProgram, ['--web.listen-address=127.0.0.1:9091', '--persistence.file=']);
      const data = makeDataDir({ version: 1, collectors: [], server: { listen: '127.0.0.1:9400' } });
      cleanUps.push(data.remove);
      const pushtray = await startPushtray(['run', '--data-dir', data.dir], { wrap: namespace.prefix });
      const state = async () => stateInside(pushtray);
      const before = await state();
      expect(before.offers).toEqual([{ kind: 'pushgateway', url: 'http://127.0.0.1:9091' }]);
      expect(before.notices).toEqual([expect.stringContaining('add http://127.0.0.1:9091 as a destination')]);
      const destinations = [{ id: 'here', kind: 'pushgateway', urls: ['http://localhost:9091'] }];
      writeFileSync(data.settingsFile, JSON.stringify({ ...before.settings, destinations }));
      await vi.waitFor(async () => expect((await state()).offers).toEqual([]), {
        timeout: 10_000,
        interval: 200,
      });
      expect((await state()).notices).toEqual([]);
      await pushtray.stop();
    });

    it('is only said to be taken when it is anything else', async () => {
      await startInside(process.execPath, [
        '--eval',
        'require("http").createServer((_, response) => response.end("hello")).listen(9091, "127.0.0.1")',
      ]);
      expect(await startedOutput()).toContain(
        'Port 9091 is taken by another program, so Pushtray serves on port 9092',
      );
    });
  },
);
