import { failure, messageOf, type Outcome, success } from '../outcome';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import type { History } from './history';
import { keepAside } from './keep-aside';
import { defaultLimits, type HistoryLimits } from './limits';
import { isDamaged, sqliteReason } from './sqlite-failure';
import { SqliteHistory } from './sqlite-history';
import { NewerSchemaError, Store } from './store';

export interface HistoryParts {
  /** In a directory that exists. `:memory:` keeps nothing beyond this run. */
  readonly file: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits?: Partial<HistoryLimits>;
}

/** Opens the file or makes it. A damaged one is kept beside it under a name that the log tells, and a new one begun. */
export function openHistory({
  file,
  clock,
  logger,
  limits,
}: HistoryParts): Outcome<History, 'history_unusable'> {
  const bounds = { ...defaultLimits, ...limits };
  const replace = (damaged: unknown): Store => {
    const aside = keepAside(file, clock.nowMs());
    if (!aside.ok) throw new Error(aside.error.message);
    logger.error(`The history file ${file} is damaged (${messageOf(damaged)}); a new one was begun.`, {
      keptAt: aside.value,
    });
    return Store.open(file, bounds);
  };
  try {
    return success(
      new SqliteHistory({ file, store: openOrReplace(file, bounds, replace), replace, clock, logger }),
    );
  } catch (thrown) {
    return failure(
      'history_unusable',
      `The history file ${file} cannot be opened: ${sqliteReason(thrown)}.`,
      {
        hint:
          thrown instanceof NewerSchemaError
            ? 'Start that Pushtray instead, or move the file away to begin a new one.'
            : 'Make sure that this user may write there and that the disk has room.',
      },
    );
  }
}

function openOrReplace(file: string, limits: HistoryLimits, replace: (damaged: unknown) => Store): Store {
  try {
    return Store.open(file, limits);
  } catch (thrown) {
    if (!isDamaged(thrown)) throw thrown;
    return replace(thrown);
  }
}
