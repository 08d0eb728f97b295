import { describe, expect, it } from 'vitest';
import {
  exitStatus,
  type PlaywrightReport,
  readPlaywright,
  readVitest,
  summarize,
  type TestResult,
  type VitestReport,
} from '../../../scripts/test/results';

const passed: TestResult = { name: 'a', state: 'passed' };
const failed: TestResult = { name: 'b', state: 'failed' };
const skipped: TestResult = { name: 'c', state: 'skipped', reason: 'no fping' };

describe('the report of vitest', () => {
  const file = (status: string, ...statuses: string[]): VitestReport => ({
    testResults: [
      {
        name: '/repo/test/unit/a.test.ts',
        status,
        assertionResults: statuses.map((state, index) => ({
          ancestorTitles: ['group'],
          title: `rule ${index}`,
          status: state,
        })),
      },
    ],
  });

  it('names each test by file, group and title', () => {
    expect(readVitest(file('passed', 'passed'), '/repo')).toEqual([
      { name: 'test/unit/a.test.ts › group › rule 0', state: 'passed' },
    ]);
  });

  it.each(['skipped', 'pending', 'todo', 'disabled'])('counts %s as skipped', (state) => {
    expect(readVitest(file('passed', state), '/repo')[0]?.state).toBe('skipped');
  });

  it('counts a file that fails without a failed test', () => {
    expect(readVitest(file('failed'), '/repo')).toEqual([{ name: 'test/unit/a.test.ts', state: 'failed' }]);
    expect(readVitest(file('failed', 'passed', 'failed'), '/repo')).toHaveLength(2);
  });
});

describe('the report of Playwright', () => {
  const spec = (title: string, status: string, description?: string) => ({
    title,
    tests: [
      {
        projectName: 'web',
        status,
        annotations: description === undefined ? [] : [{ type: 'skip', description }],
      },
    ],
  });

  it('names each test by project, file, group and title, and keeps why it was skipped', () => {
    const report: PlaywrightReport = {
      errors: [],
      suites: [
        {
          title: 'page.spec.ts',
          specs: [spec('opens', 'expected')],
          suites: [{ title: 'forms', specs: [spec('saves', 'skipped', 'missing here: chromium')] }],
        },
      ],
    };
    expect(readPlaywright(report)).toEqual([
      { name: '[web] page.spec.ts › opens', state: 'passed' },
      { name: '[web] page.spec.ts › forms › saves', state: 'skipped', reason: 'missing here: chromium' },
    ]);
  });

  it.each(['unexpected', 'flaky', 'a word of a later version'])('counts %s as failed', (status) => {
    const report = { errors: [], suites: [{ title: 'page.spec.ts', specs: [spec('opens', status)] }] };
    expect(readPlaywright(report)[0]?.state).toBe('failed');
  });

  it('counts a fault outside the tests', () => {
    const report = { suites: [], errors: [{ message: 'Cannot find module\n  at …' }] };
    expect(readPlaywright(report)).toEqual([{ name: 'Playwright: Cannot find module', state: 'failed' }]);
  });
});

describe('the summary', () => {
  it('names what was skipped and what failed, and ends with the counts', () => {
    expect(summarize([passed, failed, skipped])).toEqual([
      'skipped: c (no fping)',
      'failed: b',
      '1 passed, 1 failed, 1 skipped',
    ]);
  });

  it('says nothing of skipped tests when there are none', () => {
    expect(summarize([passed])).toEqual(['1 passed, 0 failed']);
  });

  it.each([
    ['all passed', [passed, skipped], 0],
    ['one failed', [passed, failed], 1],
    ['none ran', [skipped], 1],
    ['there was none', [], 1],
  ])('when %s the exit status tells', (_case, results, status) => {
    expect(exitStatus(results)).toBe(status);
  });
});
