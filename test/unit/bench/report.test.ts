import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Bench, BenchResult } from '../../../bench/bench';
import { writeSection } from '../../../bench/support/report';
import { median, spread } from '../../../bench/support/statistics';
import { tempDir } from '../../support/temp-dir';

describe('the written table of a bench', () => {
  it('takes the place of its earlier one and leaves the others as they are', () => {
    const path = join(tempDir(), 'performance.md');
    writeSection(path, bench('tcp'), result('1.0'));
    writeSection(path, bench('ping'), { ...result('2.0'), goals: [] }, ' --large');
    const before = readFileSync(path, 'utf8');
    writeSection(path, bench('tcp'), result('3.0'));
    const after = readFileSync(path, 'utf8');
    expect(after).toBe(before.replace('| a \\| b | 1.0 |', '| a \\| b | 3.0 |'));
    expect(after).toContain('| 10 sockets | 0.20 | 0.250 | missed |');
    expect(after).toContain('Made by `npm run bench -- ping --large`.');
    expect(after.match(/goal \(CPU\)/g)).toHaveLength(1);
    expect(after).toContain('Not measured: ss, as there is no ss.');
  });
});

describe('statistics', () => {
  it('takes the middle, or the mean of both in the middle', () => {
    expect([median([3, 1, 2]), median([4, 1, 3, 2]), median([5])]).toEqual([2, 2.5, 5]);
  });

  it('gives half the distance between the quartiles as a share of the median', () => {
    expect(spread([1, 2, 3, 4, 5])).toBeCloseTo(1 / 3);
  });
});

function bench(name: string): Bench {
  return { name, title: name, missing: () => undefined, run: () => Promise.reject(new Error('not run')) };
}

function result(figure: string): BenchResult {
  return {
    intro: 'How it was done.',
    tables: [{ head: ['way', 'ms'], rows: [['a | b', figure]] }],
    goals: [{ what: '10 sockets', ratio: 0.25, atMost: 0.2 }],
    skipped: ['ss, as there is no ss'],
  };
}
