import { isDeepStrictEqual } from 'node:util';
import { groupingPath } from '../../metrics/grouping-key';
import type { Labels } from '../../metrics/model';
import { type Outcome, success } from '../../outcome';
import { groupingKeyOf, type PushgatewaySettings } from '../../settings/schema/destinations';
import type { GroupJournal, Identity } from '../destination';

/** Where the group is pushed to; a path that the gateway's own address has stays in front. */
export function groupUrl(gatewayUrl: string, key: Labels): Outcome<string> {
  const { job = '', instance, ...others } = key;
  const path = groupingPath({ job, ...(instance !== undefined && { instance }), ...others });
  return path.ok ? success(gatewayUrl.replace(/\/+$/, '') + path.value) : path;
}

/** Whether this machine pushed there and has not deleted it since, as far as the journal knows. */
export function mayStandAt(
  groups: GroupJournal,
  settings: PushgatewaySettings,
  { gatewayUrl, identity }: { readonly gatewayUrl: string; readonly identity: Identity },
): boolean {
  const key = groupingKeyOf(settings, identity);
  return groups
    .list()
    .some(
      (known) =>
        known.settings.kind === 'pushgateway' &&
        known.settings.urls[0] === gatewayUrl &&
        isDeepStrictEqual(groupingKeyOf(known.settings, known.identity), key),
    );
}
