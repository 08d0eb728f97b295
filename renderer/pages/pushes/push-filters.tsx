import { NativeSelect, SegmentedControl } from '@mantine/core';
import type { PushSummary } from '../../../main/contract/state';
import { goTo } from '../../state/route';
import { useApp } from '../../state/session-context';
import { useTexts } from '../../texts/texts';
import type { PushFilter } from './use-pushes';

/** The filters are part of the address, so that Back and a link bring them again. */
export function PushFilters({ filter, seen }: { filter: PushFilter; seen: readonly PushSummary[] }) {
  const { pushes, outcomes } = useTexts();
  const known = useApp((app) => app.destinations);
  const names = new Set([
    ...known.map(({ id }) => id),
    ...seen.map(({ destination }) => destination),
    ...(filter.destination === '' ? [] : [filter.destination]),
  ]);
  const show = (change: Partial<PushFilter>) => goTo({ page: 'pushes', query: { ...filter, ...change } });
  return (
    <div className="push-filters">
      <NativeSelect
        aria-label={pushes.filterDestination}
        data={[
          { value: '', label: pushes.allDestinations },
          ...[...names].map((name) => ({ value: name, label: name })),
        ]}
        value={filter.destination}
        onChange={({ currentTarget: { value } }) => show({ destination: value })}
      />
      <SegmentedControl<PushFilter['outcome']>
        aria-label={pushes.filterOutcome}
        data={[
          { value: '', label: pushes.all },
          { value: 'delivered', label: outcomes.delivered },
          { value: 'failed', label: outcomes.failed },
        ]}
        value={filter.outcome}
        onChange={(outcome) => show({ outcome })}
      />
    </div>
  );
}
