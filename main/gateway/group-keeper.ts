import type { Clock } from '../platform/clock';
import { writeFileAtomic } from '../platform/files';
import type { Logger } from '../platform/logger';
import type { GroupView } from './gateway';
import { encodeGroups } from './group-file';

export interface GroupKeeperParts {
  readonly file: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Those to be kept, as they are now. */
  readonly groups: () => readonly GroupView[];
}

/** What is pushed in this time is written together. */
const delayMs = 2_000;
/** Large files wait longer: writing takes at most this share of the time. */
const mostShare = 0.05;
/** For a disk that is full to be cleared. */
const retryMs = 60_000;

/** Writes the groups to their file some time after they changed, one writing at a time. */
export class GroupKeeper {
  private started = false;
  private changes = 0;
  private writtenChanges = 0;
  /** A writing is under way or waits for its time. */
  private busy = false;
  private cancelWait = () => {};
  private writing = Promise.resolve();
  private nextDelayMs = delayMs;
  private failing = false;

  constructor(private readonly parts: GroupKeeperParts) {}

  /** What changed before is what the file holds. */
  start(): void {
    this.started = true;
  }

  changed(): void {
    if (!this.started) return;
    this.changes += 1;
    this.plan();
  }

  async stop(): Promise<void> {
    this.started = false;
    this.cancelWait();
    await this.writing;
    if (this.isBehind()) await this.write();
  }

  private isBehind(): boolean {
    return this.writtenChanges < this.changes;
  }

  private plan(): void {
    if (this.busy) return;
    this.busy = true;
    this.cancelWait = this.parts.clock.after(this.nextDelayMs, () => {
      this.writing = this.write().then(() => {
        this.busy = false;
        if (this.started && this.isBehind()) this.plan();
      });
    });
  }

  private async write(): Promise<void> {
    const { file, clock, groups, logger } = this.parts;
    const { changes } = this;
    const startedMs = clock.monotonicMs();
    const written = await writeFileAtomic(file, inBlocks(encodeGroups(groups())));
    if (written.ok) {
      this.writtenChanges = changes;
      this.nextDelayMs = Math.max(delayMs, (clock.monotonicMs() - startedMs) / mostShare);
    } else {
      this.nextDelayMs = retryMs;
      if (!this.failing) logger.error('pushed groups not kept', { reason: written.error.message });
    }
    this.failing = !written.ok;
  }
}

const blockLength = 64 * 1024;

/** Few large writes instead of many small ones. */
function* inBlocks(pieces: Iterable<string>): Generator<string> {
  let block = '';
  for (const piece of pieces) {
    block += piece;
    if (block.length < blockLength) continue;
    yield block;
    block = '';
  }
  yield block;
}
