import type { DestinationTools } from '../destinations/destination';
import { deleteGroup, type HeldGroup, heldGroups } from '../destinations/pushgateway/held-groups';
import { GroupJournalFile } from '../history/group-journal';
import type { Labels } from '../metrics/model';
import { labelsKey } from '../metrics/series';
import { type Failure, type Outcome, success } from '../outcome';
import { dataDirAt } from '../platform/data-dir';
import { hostName } from '../platform/host-name';
import { makeLogger } from '../platform/logger';
import { openSecrets } from '../settings/file/secrets';
import { openSettingsFile } from '../settings/file/settings-file';
import {
  type DestinationSettings,
  groupingKeyOf,
  type PushgatewaySettings,
} from '../settings/schema/destinations';
import { instanceName } from '../settings/schema/instance';
import type { AppOptions } from './options';
import { reaching } from './reaching';

/**
 * A group that this machine brought: one with its instance, whoever pushed it and under whichever job, or one that it is known to have
 * pushed or forwarded there.
 */
export interface StandingGroup extends HeldGroup {
  readonly destination: string;
  /** Others pushed it to this machine, which forwarded it. */
  readonly isForwarded: boolean;
  readonly delete: () => Promise<Outcome<void>>;
}

export interface StandingGroups {
  readonly groups: readonly StandingGroup[];
  /** Why a gateway could not be asked. */
  readonly failures: readonly Failure[];
  close(): void;
}

interface Gateway {
  readonly url: string;
  readonly settings: PushgatewaySettings;
  readonly tools: Pick<DestinationTools, 'http' | 'secret'>;
}

/** What this machine has on each Pushgateway of the settings, those that are switched off too, and where it is known to have left something. */
export async function standingGroups(
  options: Pick<AppOptions, 'dataDir' | 'settingsFile' | 'env'>,
): Promise<Outcome<StandingGroups>> {
  const { settings, problem } = openSettingsFile(options.settingsFile).state();
  if (problem) return { ok: false, error: problem };
  const instance = instanceName(settings.instance, hostName());
  if (!instance.ok) return instance;
  const journal = new GroupJournalFile({
    file: dataDirAt(options.dataDir).groupsFile,
    logger: makeLogger({}),
  });
  const known = knownGroups(journal);
  const destinations = [
    ...settings.destinations,
    ...journal.list().map((group) => group.settings),
    ...journal.forwarded.list().map((left) => left.settings),
  ];
  const reach = { secrets: openSecrets(options), env: options.env };
  const gateways = new Map<string, Gateway>();
  for (const destination of destinations) {
    if (destination.kind !== 'pushgateway') continue;
    for (const url of destination.urls) {
      if (!gateways.has(url))
        gateways.set(url, { url, settings: destination, tools: reaching(destination, reach) });
    }
  }
  const asked = await Promise.all(
    [...gateways.values()].map((gateway) => ofThisMachine(gateway, instance.value, known)),
  );
  return success({
    // A gateway lists its groups in another order each time.
    groups: asked
      .flatMap((answer) => (answer.ok ? answer.value : []))
      .sort((a, b) => a.url.localeCompare(b.url)),
    failures: asked.flatMap((answer) => (answer.ok ? [] : answer.error)),
    close() {
      for (const { tools } of gateways.values()) tools.http.close();
    },
  });
}

/** Keys of groups that may stand at an address. */
interface Known {
  readonly own: (url: string, labels: Labels) => boolean;
  readonly forwarded: (url: string, labels: Labels) => boolean;
}

function knownGroups(journal: GroupJournalFile): Known {
  const own = new Set(
    journal.list().flatMap(({ settings, identity }) => placesOf(settings, groupingKeyOf(settings, identity))),
  );
  return {
    own: (url, labels) => own.has(placeOf(url, labels)),
    forwarded: (url, labels) => journal.forwarded.has(url, labels),
  };
}

function placesOf(settings: DestinationSettings, labels: Labels): string[] {
  return settings.kind === 'pushgateway' ? settings.urls.map((url) => placeOf(url, labels)) : [];
}

function placeOf(url: string, labels: Labels): string {
  return `${url} ${labelsKey(labels)}`;
}

async function ofThisMachine(
  { url, settings, tools }: Gateway,
  instance: string,
  known: Known,
): Promise<Outcome<StandingGroup[]>> {
  const { signal } = new AbortController();
  const held = await heldGroups(settings, tools, { gatewayUrl: url, signal });
  if (!held.ok) return held;
  const marked = held.value.map((group) => ({ ...group, isForwarded: known.forwarded(url, group.labels) }));
  const brought = marked.filter(
    ({ isForwarded, labels }) => isForwarded || labels['instance'] === instance || known.own(url, labels),
  );
  return success(
    brought.map((group) => ({
      ...group,
      destination: settings.id,
      delete: () => deleteGroup(settings, tools, { group, signal }),
    })),
  );
}
