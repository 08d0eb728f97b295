import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../../main/settings/file/parse';

/** What is wrong with a collector as it stands in a settings file. */
function faultsOf(collector: object): string[] {
  const parsed = parseSettings(JSON.stringify({ version: 1, collectors: [{ id: 'x', ...collector }] }));
  if (parsed.ok) return [];
  return (parsed.error.faults ?? []).map(
    ({ path, message }) => `${path?.replace('collectors.0.', '')} ${message}`,
  );
}

describe('a command', () => {
  const kind = 'command';

  it.each([
    ['as in the design', { command: 'ls /var/spool/x | wc -l', metric: 'spool_files', timeout: '5s' }],
    ['as a list', { command: ['ls', '-l'], cwd: '/tmp', env: { LC_ALL: 'C' } }],
    ['with type and help', { command: 'x', metric: 'm', type: 'counter', help: 'Of it.' }],
  ])('may be given %s', (_title, command) => {
    expect(faultsOf({ kind, ...command })).toEqual([]);
  });

  it.each([
    [{}, 'command is missing'],
    [{ command: ' ' }, 'command must not be empty'],
    [{ command: [] }, 'command must name a program'],
    [{ command: [''] }, 'command must name a program'],
    [{ command: 5 }, 'command must be a command line, or a list of a program and its arguments'],
    [
      { command: 'x', metric: '1m' },
      'metric is not a metric name: letters, digits, "_" and ":", not beginning with a digit',
    ],
    [{ command: 'x', metric: 'm', type: 'histogram' }, 'type must be "gauge", "counter" or "untyped"'],
    [{ command: 'x', help: 'Of it.' }, 'help needs "metric": exposition text says its own'],
    [{ command: 'x', env: { 'A=B': 'x' } }, 'env.A=B is not the name of an environment variable'],
  ])('is refused: %j', (command, fault) => {
    expect(faultsOf({ kind, ...command })).toEqual([fault]);
  });
});

describe('a textfile directory', () => {
  it.each(['/var/lib/node_exporter', 'C:\\metrics', '\\\\server\\metrics'])('may be %s', (directory) => {
    expect(faultsOf({ kind: 'textfile', directory })).toEqual([]);
  });

  it('must be a whole path', () => {
    expect(faultsOf({ kind: 'textfile', directory: 'metrics' })).toEqual([
      'directory must be a whole path, from the root on',
    ]);
  });
});

describe('a scraped address', () => {
  it.each(['http://localhost:9100/metrics', 'https://[::1]:9187/probe?target=a&module=b'])(
    'may be %s',
    (url) => {
      expect(faultsOf({ kind: 'scrape', url })).toEqual([]);
    },
  );

  it.each(['localhost:9100', 'ftp://x/', 'http://user:secret@x/metrics', 'http://x/metrics#top'])(
    'may not be %s',
    (url) => {
      expect(faultsOf({ kind: 'scrape', url })).toEqual([
        expect.stringMatching(/^url is not an address of metrics/),
      ]);
    },
  );

  it('does not take job and instance for labels of its own', () => {
    expect(faultsOf({ kind: 'scrape', url: 'http://x/', labels: { job: 'x' } })).toEqual([
      expect.stringMatching(/^labels must not name job or instance/),
    ]);
  });
});
