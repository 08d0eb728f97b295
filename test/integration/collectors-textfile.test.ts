import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeText } from '../../main/metrics/encode';
import { parseText } from '../../main/metrics/parse';
import { collectWith, cycleOf } from '../support/collector-of';
import { hasNodeExporter, startNodeExporter } from '../support/node-exporter';
import { hasPromtool, promtoolSays } from '../support/promtool';
import { samplesOf } from '../support/samples';
import { tempDir } from '../support/temp-dir';

function directoryWith(files: Readonly<Record<string, string>>): string {
  const directory = tempDir();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  return directory;
}

function collect(directory: string) {
  return collectWith({ kind: 'textfile', directory });
}

const good =
  '# HELP backup_size_bytes Of the last one.\n# TYPE backup_size_bytes gauge\nbackup_size_bytes 12\n';

describe('textfile', () => {
  it('gives the metrics of every *.prom with the time it was written', async () => {
    const directory = directoryWith({ 'a.prom': good, 'b.prom': 'b 2\n', 'c.txt': 'c 3\n' });
    utimesSync(join(directory, 'a.prom'), 1_700_000_000, 1_700_000_000.9);
    const { families, problems } = await collect(directory);
    expect(problems).toEqual([]);
    expect(families.map(({ name }) => name)).toEqual([
      'backup_size_bytes',
      'b',
      'node_textfile_scrape_error',
      'node_textfile_mtime_seconds',
    ]);
    expect(samplesOf(families, 'node_textfile_scrape_error')).toEqual({ '': 0 });
    const [[file, seconds] = []] = Object.entries(samplesOf(families, 'node_textfile_mtime_seconds'));
    expect([file, seconds]).toEqual([`file=${directory}/a.prom`, 1_700_000_000]);
  });

  it('keeps the other files and the good lines of a file with a fault, and names its place', async () => {
    const directory = directoryWith({ 'bad.prom': 'x 1\ny two\n', 'good.prom': good });
    const { families, problems } = await collect(directory);
    expect(problems).toMatchObject([
      { code: 'bad_output', message: expect.stringContaining(`Line 2, column 3 of ${directory}/bad.prom: `) },
    ]);
    expect(samplesOf(families, 'x')).toEqual({ '': 1 });
    expect(samplesOf(families, 'backup_size_bytes')).toEqual({ '': 12 });
    expect(samplesOf(families, 'node_textfile_scrape_error')).toEqual({ '': 1 });
    expect(Object.keys(samplesOf(families, 'node_textfile_mtime_seconds'))).toEqual([
      `file=${directory}/good.prom`,
    ]);
  });

  it('refuses a file with a timestamp whole', async () => {
    const directory = directoryWith({ 'stamped.prom': 'x 1\ny 2 1700000000000\n', 'good.prom': good });
    const { families, problems } = await collect(directory);
    expect(problems).toEqual([
      {
        code: 'bad_output',
        message: expect.stringMatching(/stamped\.prom is left out whole: y has a timestamp/),
      },
    ]);
    expect(families.map(({ name }) => name)).not.toContain('x');
    expect(samplesOf(families, 'backup_size_bytes')).toEqual({ '': 12 });
  });

  it('drops what two files give alike, and says whose', async () => {
    const directory = directoryWith({ 'a.prom': good, 'b.prom': good });
    const { families, problems } = await collect(directory);
    expect(samplesOf(families, 'backup_size_bytes')).toEqual({ '': 12 });
    expect(problems).toEqual([
      {
        code: 'bad_output',
        message: `${directory}/b.prom: backup_size_bytes left out: "a.prom" gives the same already.`,
      },
    ]);
  });

  it('leaves out what is too large, no file, a pipe that nobody writes or a link to nowhere', async () => {
    const directory = directoryWith({ 'good.prom': good, 'huge.prom': `# ${'x'.repeat(1024 * 1024)}\n` });
    mkdirSync(join(directory, 'dir.prom'));
    symlinkSync('/nowhere', join(directory, 'link.prom'));
    execFileSync('mkfifo', [join(directory, 'pipe.prom')]);
    const { families, problems } = await collect(directory);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/dir\.prom is left out: it is no plain file/),
      expect.stringMatching(/huge\.prom: it has \d+ bytes, more than 1048576/),
      expect.stringMatching(/link\.prom is left out/),
      expect.stringMatching(/pipe\.prom is left out/),
    ]);
    expect(samplesOf(families, 'backup_size_bytes')).toEqual({ '': 12 });
  });

  it('says that the directory is missing', async () => {
    const { families, problems } = await collect('/nowhere/textfiles');
    expect(problems).toEqual([
      { code: 'no_source', message: 'Cannot list the directory /nowhere/textfiles: it does not exist.' },
    ]);
    expect(samplesOf(families, 'node_textfile_scrape_error')).toEqual({ '': 1 });
  });

  it('does not fail on a directory without files', async () => {
    const { families, problems } = await cycleOf({ kind: 'textfile', directory: tempDir() }, 10_000);
    expect(problems).toEqual([]);
    expect(families.map(({ name }) => name)).toEqual(['node_textfile_scrape_error']);
  });

  it('lets others have a turn between two files, and stops there when the time is over', async () => {
    // Long enough for many slices.
    const lines = (name: string) =>
      Array.from({ length: 2_000 }, (_, index) => `${name}{i="${index}"} 1\n`).join('');
    const files = Array.from({ length: 50 }, (_, index) => [`${index}.prom`, lines(`m${index}`)] as const);
    const settings = { kind: 'textfile', directory: directoryWith(Object.fromEntries(files)) };
    const { families, problems } = await cycleOf(settings, 0);
    expect(families).toEqual([]);
    expect(problems).toEqual([expect.objectContaining({ code: 'timeout' })]);
  });
});

describe.skipIf(!hasNodeExporter)('textfile beside node_exporter (needs prometheus-node-exporter)', () => {
  it('gives the very same families', async () => {
    const nameless = '# TYPE b counter\nb{l="1"} 2\n';
    const directory = directoryWith({ 'a.prom': good, 'b.prom': nameless, 'none.txt': 'c 1\n' });
    const url = await startNodeExporter([
      '--collector.disable-defaults',
      '--collector.textfile',
      `--collector.textfile.directory=${directory}`,
    ]);
    const { families } = await collect(directory);
    const names = families.map(({ name }) => name);
    const theirs = parseText(await (await fetch(url)).text()).families;
    const byName = new Map(theirs.map((family) => [family.name, family]));
    expect(names).toHaveLength(4);
    expect(names.map((name) => byName.get(name))).toEqual(families);
  });
});

describe.skipIf(!hasPromtool)('textfile (needs promtool)', () => {
  it('stands up to promtool check metrics', async () => {
    const { families } = await collect(directoryWith({ 'a.prom': good }));
    expect(encodeText(families)).toContain('node_textfile_mtime_seconds');
    expect(promtoolSays(families)).toBe('');
  });
});
