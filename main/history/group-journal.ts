import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { readTextFile, writeFileAtomicSync } from '../platform/files';
import type { Logger } from '../platform/logger';
import { type DestinationSettings, destinationSettings } from '../settings/schema/destinations';

const entrySchema = z.object({
  settings: destinationSettings,
  identity: z.object({ instance: z.string(), labels: z.record(z.string(), z.string()) }),
});

const fileSchema = z.object({ groups: z.array(entrySchema) });

interface Entry {
  readonly settings: DestinationSettings;
  readonly identity: { readonly instance: string; readonly labels: Readonly<Record<string, string>> };
}

export interface GroupJournalParts {
  /** Absent: nothing outlives this run. */
  readonly file?: string;
  readonly logger: Logger;
}

/**
 * Which groups of this machine may stand at which gateway, and the settings to reach them with (secrets are only named there). Read
 * once, written whole at each change: there is one when a destination is added and one when it goes.
 */
export class GroupJournalFile {
  private entries: readonly Entry[];

  constructor(private readonly parts: GroupJournalParts) {
    this.entries = this.read();
  }

  list(): readonly Entry[] {
    return this.entries;
  }

  add(entry: Entry): void {
    if (this.entries.some((known) => isDeepStrictEqual(known, entry))) return;
    this.write([...this.without(entry), entry]);
  }

  remove(entry: Entry): void {
    const rest = this.without(entry);
    if (rest.length < this.entries.length) this.write(rest);
  }

  private without(entry: Entry): Entry[] {
    return this.entries.filter((known) => !isDeepStrictEqual(placeOf(known), placeOf(entry)));
  }

  private read(): readonly Entry[] {
    const { file, logger } = this.parts;
    const text = file === undefined ? undefined : readTextFile(file);
    if (!text) return [];
    if (!text.ok) {
      if (text.error.code !== 'not_found')
        logger.warn('Pushed groups are not known.', { reason: text.error.message });
      return [];
    }
    const groups = parsed(text.value);
    if (!groups) logger.warn('Pushed groups are not known: their file is damaged.', { file });
    return groups ?? [];
  }

  private write(entries: readonly Entry[]): void {
    const { file, logger } = this.parts;
    this.entries = entries;
    if (file === undefined) return;
    const written = writeFileAtomicSync(file, `${JSON.stringify({ groups: entries }, null, 2)}\n`, {
      mode: 0o600,
    });
    if (!written.ok) logger.warn('Pushed groups could not be noted.', { reason: written.error.message });
  }
}

/** Where an entry's group stands, apart from how it is reached. */
function placeOf({ settings, identity }: Entry): unknown {
  const { kind, job, labels } = settings;
  return { kind, address: kind === 'pushgateway' ? settings.urls : settings.url, job, labels, identity };
}

function parsed(text: string): readonly Entry[] | undefined {
  try {
    return fileSchema.parse(JSON.parse(text)).groups;
  } catch {
    return undefined;
  }
}
