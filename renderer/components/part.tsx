import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { useTexts } from '../texts/texts';
import { FailureNotice } from './notice';

/** A part of the window whose code is in a file of its own. Drawn at once when the file was loaded before. */
export interface Part<P> {
  (props: P): ReactNode;
  /** Rejects when the file cannot be had: whoever shows the part says why. */
  load(): Promise<void>;
}

const loaders: (() => Promise<void>)[] = [];

/** `place` is what stands there until the file is loaded. */
export function makePart<P extends object>(
  read: () => Promise<ComponentType<P>>,
  place: ReactNode = null,
): Part<P> {
  let Loaded: ComponentType<P> | undefined;
  const load = async () => {
    Loaded ??= await read();
  };
  loaders.push(load);

  function Shown(props: P): ReactNode {
    const [isLoaded, setLoaded] = useState(Loaded !== undefined);
    const [isMissing, setMissing] = useState(false);
    useEffect(() => {
      if (isLoaded) return;
      load().then(
        () => setLoaded(true),
        () => setMissing(true),
      );
    }, [isLoaded]);
    if (isMissing) return <Missing />;
    return Loaded === undefined ? place : <Loaded {...props} />;
  }

  return Object.assign(Shown, { load });
}

/** A browser remembers that a file was not to be had: only a new page asks again. */
function Missing() {
  const { shell } = useTexts();
  const failure = { code: 'part_missing', message: shell.partMissing, hint: shell.partMissingHint };
  return <FailureNotice failure={failure} again={() => window.location.reload()} />;
}

/** Loads every part, those too that others bring with them, one after the other: what is there needs neither main nor a disk. */
export async function loadParts(): Promise<void> {
  for (const load of loaders) await load().catch(() => undefined);
}
