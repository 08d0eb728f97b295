import { groupingPath } from '../../metrics/grouping-key';
import type { Labels } from '../../metrics/model';
import { type Outcome, success } from '../../outcome';
import type { PushgatewaySettings } from '../../settings/schema/destinations';
import type { Identity } from '../destination';

/** The group that is this machine's at this destination; a label for this destination alone wins over a common one. */
export function groupingKeyOf(settings: PushgatewaySettings, identity: Identity): Labels {
  const { job } = settings;
  return { ...identity.labels, ...settings.labels, job, instance: identity.instance };
}

/** Where the group is pushed to; a path that the gateway's own address has stays in front. */
export function groupUrl(gatewayUrl: string, key: Labels): Outcome<string> {
  const { job = '', instance = '', ...others } = key;
  const path = groupingPath({ job, instance, ...others });
  return path.ok ? success(gatewayUrl.replace(/\/+$/, '') + path.value) : path;
}
