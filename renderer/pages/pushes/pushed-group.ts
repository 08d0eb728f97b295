import { parseGroupingPath } from '../../../main/metrics/grouping-key';
import type { Labels } from '../../../main/metrics/model';

/** The grouping key in the address of a push; undefined where it has none, as with remote write. */
export function groupOf(url: string): Labels | undefined {
  // A gateway may stand behind a path of its own.
  const path = /\/metrics\/job(?:@base64)?\/[^?#]*/.exec(url)?.[0];
  const key = path === undefined ? undefined : parseGroupingPath(path);
  return key?.ok ? key.value : undefined;
}

/** `job="backup", instance="db"` */
export function groupWords(group: Labels): string {
  return Object.entries(group)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(', ');
}
