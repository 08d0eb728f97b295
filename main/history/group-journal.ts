import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { readTextFile, writeFileAtomicSync } from '../platform/files';
import type { Logger } from '../platform/logger';
import { addressesOf, type DestinationSettings, destinationSettings } from '../settings/schema/destinations';
import { ForwardJournal, forwardedSchema } from './forward-journal';

const entrySchema = z.object({
  settings: destinationSettings,
  identity: z.object({ instance: z.string(), labels: z.record(z.string(), z.string()) }),
});

const fileSchema = z.object({
  groups: z.array(entrySchema),
  forwarded: z.array(forwardedSchema).default([]),
});

interface Entry {
  readonly settings: DestinationSettings;
  readonly identity: { readonly instance: string; readonly labels: Readonly<Record<string, string>> };
}

export interface GroupJournalParts {
  /** Absent: nothing outlives this run. */
  readonly file?: string;
  readonly logger: Logger;
}

/** Many groups that go together are written together. */
const soonMs = 500;

/**
 * Which groups of this machine may stand at which gateway, those that it forwarded too, and the settings to reach them with (secrets
 * are only named there). Read once, written whole at each change: when a destination or a forwarded group is added and when it goes.
 */
export class GroupJournalFile {
  readonly forwarded: ForwardJournal;
  private entries: readonly Entry[];
  /** What waits to be written. */
  private waiting: NodeJS.Timeout | undefined;

  constructor(private readonly parts: GroupJournalParts) {
    const { groups, forwarded } = this.read();
    this.entries = groups;
    this.forwarded = new ForwardJournal(forwarded, (when) =>
      when === 'now' ? this.save() : this.saveSoon(),
    );
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

  private read(): Kept {
    const { file, logger } = this.parts;
    const text = file === undefined ? undefined : readTextFile(file);
    if (!text) return nothingKept;
    if (!text.ok) {
      if (text.error.code !== 'not_found')
        logger.warn('Pushed groups are not known.', { reason: text.error.message });
      return nothingKept;
    }
    const kept = parsed(text.value);
    if (!kept) logger.warn('Pushed groups are not known: their file is damaged.', { file });
    return kept ?? nothingKept;
  }

  private write(entries: readonly Entry[]): void {
    this.entries = entries;
    this.save();
  }

  /** Writes what waits. */
  flush(): void {
    if (this.waiting) this.save();
  }

  private saveSoon(): void {
    this.waiting ??= setTimeout(() => this.save(), soonMs).unref();
  }

  private save(): void {
    clearTimeout(this.waiting);
    this.waiting = undefined;
    const { file, logger } = this.parts;
    if (file === undefined) return;
    const kept = { groups: this.entries, forwarded: this.forwarded.list() };
    const written = writeFileAtomicSync(file, `${JSON.stringify(kept)}\n`, { mode: 0o600 });
    if (!written.ok) logger.warn('Pushed groups could not be noted.', { reason: written.error.message });
  }
}

/** Where an entry's group stands, apart from how it is reached. */
function placeOf({ settings, identity }: Entry): unknown {
  const { kind, job, labels } = settings;
  return { kind, addresses: addressesOf(settings), job, labels, identity };
}

type Kept = z.infer<typeof fileSchema>;

const nothingKept: Kept = { groups: [], forwarded: [] };

function parsed(text: string): Kept | undefined {
  try {
    return fileSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
