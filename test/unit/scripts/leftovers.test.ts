import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findLeftovers, runMark } from '../../../scripts/test/leftovers';
import { tempDir } from '../../support/temp-dir';

function makeProcDir(processes: Record<string, { environ: string; cmdline: string }>): string {
  const dir = tempDir();
  writeFileSync(join(dir, 'uptime'), '1 1');
  for (const [pid, files] of Object.entries(processes)) {
    mkdirSync(join(dir, pid));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, pid, name), text);
  }
  return dir;
}

it('finds the processes that carry the mark of this run, and no others', () => {
  const procDir = makeProcDir({
    '11': { environ: `HOME=/\0${runMark}=mine\0`, cmdline: 'Xvfb\0:1\0' },
    '12': { environ: `${runMark}=mine-too\0`, cmdline: 'Xvfb\0:2\0' },
    '13': { environ: `HOME=/\0`, cmdline: 'sleep\x001\0' },
    '14': { environ: `${runMark}=mine\0`, cmdline: '' },
  });
  expect(findLeftovers('mine', procDir)).toEqual([{ pid: 11, command: 'Xvfb :1' }]);
});

it('finds nothing on a system without /proc', () => {
  expect(findLeftovers('mine', join(tempDir(), 'absent'))).toEqual([]);
});
