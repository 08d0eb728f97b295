import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { makeLogger } from '../../../main/platform/logger';
import { tempDir } from '../../support/temp-dir';

afterEach(() => vi.restoreAllMocks());

const megabyte = 1024 * 1024;

function lastLine(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '';
}

describe('a log file', () => {
  it('gets one line an entry: time, level, message, fields', () => {
    const file = join(tempDir(), 'log');
    makeLogger({ file }).warn('push failed', {
      destination: 'team',
      status: 500,
      retry: true,
      nothing: undefined,
    });
    expect(readFileSync(file, 'utf8')).toMatch(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z warn push failed destination=team status=500 retry=true\n$/,
    );
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('quotes a value that has spaces', () => {
    const file = join(tempDir(), 'log');
    makeLogger({ file }).info('x', { reason: 'no "route" to host', empty: '' });
    expect(lastLine(file)).toMatch(/ reason="no \\"route\\" to host" empty=""$/);
  });

  it('lets nobody begin a line or steer the terminal', () => {
    const file = join(tempDir(), 'log');
    makeLogger({ file }).error('one\ntwo\u001b[31m', { body: 'a\nb\u001b[0m' });
    expect(lastLine(file)).toMatch(/ error one\\ntwo\\x1b\[31m body="a\\nb\\u001b\[0m"$/);
  });

  it('is rotated at 5 MB, keeping three old ones', () => {
    const file = join(tempDir(), 'log');
    const logger = makeLogger({ file });
    for (const round of ['a', 'b', 'c', 'd', 'e']) {
      logger.info(round);
      logger.info(round.repeat(5 * megabyte - 100));
    }
    const heads = [file, `${file}.1`, `${file}.2`, `${file}.3`].map((path) =>
      readFileSync(path, 'utf8').split('\n')[0]?.slice(-1),
    );
    expect(heads).toEqual(['e', 'd', 'c', 'b']);
    expect(existsSync(`${file}.4`)).toBe(false);
  });

  it('counts what an earlier run has written', () => {
    const file = join(tempDir(), 'log');
    writeFileSync(file, 'x'.repeat(5 * megabyte));
    makeLogger({ file }).info('new');
    expect(readFileSync(file, 'utf8')).toMatch(/ info new\n$/);
    expect(statSync(`${file}.1`).size).toBe(5 * megabyte);
  });

  it('that cannot be written is said once on standard error and breaks nothing', () => {
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const file = join(tempDir(), 'no', 'such', 'log');
    const logger = makeLogger({ file });
    logger.info('one');
    logger.info('two');
    expect(stderr).toHaveBeenCalledTimes(1);
    expect(stderr.mock.calls[0]?.[0]).toMatch(
      / warn The log is not kept\. Cannot write .*: it does not exist\.\n$/,
    );
  });
});

it('writes to standard error when told', () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  makeLogger({ stderr: true }).info('hello', { port: 9091 });
  expect(stderr.mock.calls[0]?.[0]).toMatch(/Z info hello port=9091\n$/);
});
