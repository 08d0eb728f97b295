import { relative } from 'node:path';

export interface TestResult {
  /** File, group and title, as people look for it. */
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  /** Why it was skipped, where the test says so. */
  readonly reason?: string;
}

/** What `vitest --reporter=json` writes (Jest's format): the fields read here. */
export interface VitestReport {
  readonly testResults: readonly {
    /** The file's absolute path. */
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
    }[];
  }[];
}

export function readVitest(report: VitestReport, root: string): TestResult[] {
  return report.testResults.flatMap((file) => {
    const path = relative(root, file.name);
    const tests = file.assertionResults.map(
      ({ ancestorTitles, title, status }): TestResult => ({
        name: [path, ...ancestorTitles, title].join(' › '),
        state: status === 'passed' || status === 'failed' ? status : 'skipped',
      }),
    );
    // A file that cannot be loaded, or whose hooks fail, may have no failed test in it.
    const hidden = file.status === 'failed' && !tests.some((test) => test.state === 'failed');
    return hidden ? [...tests, { name: path, state: 'failed' }] : tests;
  });
}

/** What Playwright's JSON reporter writes: the fields read here. */
export interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[];
  /** Faults outside any test. */
  readonly errors: readonly { readonly message?: string }[];
}

interface PlaywrightSuite {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs: readonly {
    readonly title: string;
    readonly tests: readonly {
      readonly projectName: string;
      readonly status: string;
      readonly annotations: readonly { readonly type: string; readonly description?: string }[];
    }[];
  }[];
}

export function readPlaywright(report: PlaywrightReport): TestResult[] {
  const outside = report.errors.map(
    ({ message }): TestResult => ({
      name: `Playwright: ${message?.split('\n')[0] ?? 'unknown fault'}`,
      state: 'failed',
    }),
  );
  return [...report.suites.flatMap((suite) => readSuite(suite, [])), ...outside];
}

function readSuite(suite: PlaywrightSuite, above: readonly string[]): TestResult[] {
  const titles = [...above, suite.title];
  const own = suite.specs.flatMap((spec) =>
    spec.tests.map((test): TestResult => {
      const reason = test.annotations.find((annotation) => annotation.type === 'skip')?.description;
      return {
        name: [`[${test.projectName}] ${titles.join(' › ')}`, spec.title].join(' › '),
        state: playwrightStates[test.status] ?? 'failed',
        ...(reason ? { reason } : {}),
      };
    }),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => readSuite(inner, titles))];
}

const playwrightStates: Readonly<Record<string, TestResult['state']>> = {
  expected: 'passed',
  skipped: 'skipped',
};

/** Names of what was skipped and what failed, then the one line that scripts read. */
export function summarize(results: readonly TestResult[]): string[] {
  const named = (state: TestResult['state']) => results.filter((result) => result.state === state);
  const skipped = named('skipped');
  const failed = named('failed');
  const counts = [`${named('passed').length} passed`, `${failed.length} failed`];
  if (skipped.length > 0) counts.push(`${skipped.length} skipped`);
  return [
    ...skipped.map(({ name, reason }) => `skipped: ${name}${reason ? ` (${reason})` : ''}`),
    ...failed.map(({ name }) => `failed: ${name}`),
    counts.join(', '),
  ];
}

/** Nothing that ran is as bad as something that failed: it proves nothing. */
export function exitStatus(results: readonly TestResult[]): 0 | 1 {
  const ran = results.filter((result) => result.state !== 'skipped');
  return ran.length > 0 && ran.every((result) => result.state === 'passed') ? 0 : 1;
}
