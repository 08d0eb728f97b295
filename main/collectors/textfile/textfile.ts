import { join } from 'node:path';
import { mergeFamilies, type Slot } from '../../metrics/merge';
import { gauge, type MetricFamily, type Point } from '../../metrics/model';
import { type FileEntry, listDirectory } from '../../platform/files';
import { Slices } from '../../platform/slices';
import type { TextfileSettings } from '../../settings/schema/collectors';
import type { Collected, MakeCollector, Problem } from '../collector';
import { guarded } from '../guarded';
import { type ReadFile, readPromFile } from './read-file';

/** node_exporter's textfile collector: every `*.prom` of a directory. A fault in one file keeps the others. */
export const makeTextfile: MakeCollector<TextfileSettings> = ({ directory }, { clock }) => ({
  collect: guarded(async (signal) => {
    const listed = listDirectory(directory);
    if (!listed.ok) {
      const code = listed.error.code === 'not_permitted' ? 'permission' : 'no_source';
      return { families: [scrapeError(true)], problems: [{ code, message: listed.error.message }] };
    }
    const files = listed.value.filter(({ name }) => name.endsWith('.prom'));
    return readAll(directory, files, { slices: new Slices(clock), signal });
  }),
  close: () => Promise.resolve(),
});

async function readAll(
  directory: string,
  files: readonly FileEntry[],
  { slices, signal }: { readonly slices: Slices; readonly signal: AbortSignal },
): Promise<Collected> {
  const slots: Slot[] = [];
  const problems: Problem[] = [];
  const modified: Point[] = [];
  for (const file of files) {
    const path = join(directory, file.name);
    const read = file.isRegular ? await readPromFile(path, slices) : notRegular(path);
    slots.push({ owner: file.name, families: read.families });
    problems.push(...read.problems);
    if (read.problems.length === 0) modified.push([{ file: path }, Math.floor(file.modifiedAtMs / 1_000)]);
    if (slices.isOver()) await slices.turnOfOthers();
    if (signal.aborted) return { families: [], problems: [] };
  }
  const { families, dropped } = mergeFamilies(slots);
  for (const { owner, message } of dropped) {
    problems.push({ code: 'bad_output', message: `${join(directory, owner)}: ${message}` });
  }
  const own = [scrapeError(problems.length > 0), ...modificationTimes(modified)];
  return { families: [...families, ...own], problems, source: directory };
}

function notRegular(path: string): ReadFile {
  const message = `${path} is left out: it is no plain file, or a link to nowhere.`;
  return { families: [], problems: [{ code: 'no_source', message }] };
}

function scrapeError(failed: boolean): MetricFamily {
  const help = '1 if there was an error opening or reading a file, 0 otherwise';
  return gauge('node_textfile_scrape_error', help, [[{}, Number(failed)]]);
}

function modificationTimes(points: readonly Point[]): MetricFamily[] {
  if (points.length === 0) return [];
  return [gauge('node_textfile_mtime_seconds', 'Unixtime mtime of textfiles successfully read.', points)];
}
