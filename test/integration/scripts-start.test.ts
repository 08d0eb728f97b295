import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import manifest from '../../package.json';
import { makeDataDir, root } from '../support/pushtray';

const startScript = join(root, 'scripts/start.mjs');

describe('npm start', () => {
  it('passes its arguments to the command and its exit status on', () => {
    const version = spawnSync(process.execPath, [startScript, '--version'], { encoding: 'utf8' });
    expect(version).toMatchObject({ status: 0, stdout: `${manifest.version}\n` });
    const check = spawnSync(process.execPath, [startScript, 'check', '/no/such/file'], { encoding: 'utf8' });
    expect(check.status).toBe(2);
  });

  it('ends in order on Ctrl-C', async () => {
    const data = makeDataDir({
      version: 1,
      instance: 'started',
      collectors: [{ id: 'tcp', kind: 'tcp-states' }],
      server: { listen: '127.0.0.1:0' },
    });
    const child = spawn(process.execPath, [startScript, 'run', '--data-dir', data.dir]);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    const ended = once(child, 'exit');
    try {
      await vi.waitFor(() => expect(output).toContain('/#token='), 30_000);
      child.kill('SIGINT');
      expect(await ended).toEqual([0, null]);
    } finally {
      child.kill('SIGKILL');
      data.remove();
    }
  });
});
