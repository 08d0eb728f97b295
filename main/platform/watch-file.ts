import { type FSWatcher, watchFile as pollFile, unwatchFile, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

const debounceMs = 100;
const pollMs = 5_000;

/**
 * Calls `onChange` soon after the file was written, replaced, made or removed; perhaps once too often, never too seldom. The
 * answer ends it. Watches the directory, as an editor that replaces the file leaves a watch on the file itself
 * behind; a slow poll sees what no notice comes for (links, network file systems, a directory that is made later).
 */
export function watchFile(path: string, onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, debounceMs);
    timer.unref();
  };
  const watcher = watchDirectory(path, changed);
  pollFile(path, { interval: pollMs, persistent: false }, changed);
  return () => {
    clearTimeout(timer);
    watcher?.close();
    unwatchFile(path, changed);
  };
}

function watchDirectory(path: string, changed: () => void): FSWatcher | undefined {
  try {
    const watcher = watch(dirname(path), { persistent: false }, (_event, name) => {
      if (name === null || name === basename(path)) changed();
    });
    // Of a removed directory, for one; the poll goes on.
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}
