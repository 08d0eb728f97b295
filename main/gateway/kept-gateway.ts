import type { Labels } from '../metrics/model';
import { labelsKey } from '../metrics/series';
import { failure, type Outcome, success } from '../outcome';
import type { Clock } from '../platform/clock';
import { readTextFile, renameFile } from '../platform/files';
import type { Logger } from '../platform/logger';
import type { Gateway, KeptGroup } from './gateway';
import { decodeGroups } from './group-file';
import { GroupKeeper } from './group-keeper';
import { type GatewayParts, GroupStore } from './group-store';

export interface KeptGatewayParts
  extends Pick<GatewayParts, 'ownTypes' | 'limits' | 'groupTtlMs' | 'onChange' | 'onGone'> {
  readonly file: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Key of this machine's own group, which is measured anew and not kept. */
  readonly ownKey: () => Labels;
}

export interface KeptGateway {
  readonly gateway: Gateway;
  /** For people: what was kept could not be read. */
  readonly notice?: string;
  /** Writes what is not written yet. Nothing is kept of what comes after. */
  close(): Promise<void>;
}

/** A gateway whose groups outlive the program, but for pushes of its last seconds when that is killed. A file that cannot be read is kept aside. */
export function openGateway(parts: KeptGatewayParts): KeptGateway {
  const { file, clock, logger, ownKey, onChange } = parts;
  const ownId = () => labelsKey(ownKey());
  const keeper = new GroupKeeper({
    file,
    clock,
    logger,
    groups() {
      const own = ownId();
      return store.groups().filter(({ groupingKey }) => labelsKey(groupingKey) !== own);
    },
  });
  const store = new GroupStore({
    ...parts,
    onChange: (key) => {
      if (labelsKey(key) === ownId()) return;
      keeper.changed();
      onChange?.(key);
    },
    onExpired: (key) => logger.info('group expired', { group: labelsKey(key) }),
  });
  const kept = readGroups(file);
  if (!kept.ok) logger.error(kept.error.message);
  else restore(store, kept.value, logger);
  keeper.start();
  return {
    gateway: store,
    ...(!kept.ok && { notice: kept.error.message }),
    close: () => keeper.stop(),
  };
}

function restore(store: GroupStore, groups: readonly KeptGroup[], logger: Logger): void {
  for (const group of groups) {
    const restored = store.restore(group);
    if (restored.ok) continue;
    logger.warn('group not restored', {
      group: labelsKey(group.groupingKey),
      reason: restored.error.message,
    });
  }
}

/** More than the default limits let a gateway hold, unless labels are very long. */
const maxFileBytes = 256 * 1024 * 1024;

function readGroups(file: string): Outcome<readonly KeptGroup[]> {
  const text = readTextFile(file, maxFileBytes);
  if (!text.ok) return text.error.code === 'not_found' ? success([]) : setAside(file, text.error.message);
  const groups = decodeGroups(text.value);
  return groups.ok ? groups : setAside(file, groups.error.message);
}

function setAside(file: string, why: string): Outcome<never> {
  const aside = `${file}.invalid-${new Date().toISOString().replace(/:/g, '-')}`;
  const renamed = renameFile(file, aside);
  const where = renamed.ok
    ? `The file is kept as ${aside}.`
    : `It will be overwritten: ${renamed.error.message}`;
  return failure(
    'not_readable',
    `The groups that were pushed to this machine could not be read from ${file}. ${why} ${where}`,
  );
}
