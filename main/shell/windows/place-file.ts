import { readTextFile, writeFileAtomicSync } from '../../platform/files';
import { type WindowPlace, windowPlace } from './placement';

/** Undefined when there is none yet. One that cannot be read is as good as none: a window's place is no loss. */
export function readPlace(path: string): WindowPlace | undefined {
  const text = readTextFile(path);
  if (!text.ok) return undefined;
  try {
    return windowPlace.safeParse(JSON.parse(text.value)).data;
  } catch {
    return undefined;
  }
}

export function writePlace(path: string, place: WindowPlace): void {
  writeFileAtomicSync(path, `${JSON.stringify(place)}\n`);
}
