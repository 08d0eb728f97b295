import type { DestinationTools } from '../destinations/destination';
import { groupUrl } from '../destinations/pushgateway/group';
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
import { type Reach, reaching } from './reaching';

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
  readonly silent: readonly SilentGateway[];
  close(): void;
}

/** A gateway that could not be asked. */
export interface SilentGateway {
  readonly why: Failure;
  /** Addresses of the groups that this machine is known to have brought there and not to have deleted since. */
  readonly mayHold: readonly string[];
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
  const destinations = [
    ...settings.destinations,
    ...journal.list().map((group) => group.settings),
    ...journal.forwarded.list().map((left) => left.settings),
  ];
  const gateways = gatewaysOf(destinations, { secrets: openSecrets(options), env: options.env });
  const asked = await Promise.all(
    gateways.map((gateway) => ofThisMachine(gateway, instance.value, knownAt(gateway.url, journal))),
  );
  return success({
    // A gateway lists its groups in another order each time.
    groups: asked.flatMap(({ groups }) => groups).sort((a, b) => a.url.localeCompare(b.url)),
    silent: asked.flatMap(({ silent }) => silent),
    close() {
      for (const { tools } of gateways) tools.http.close();
    },
  });
}

/** Each address once, to be reached as the first of these destinations says that names it. */
function gatewaysOf(destinations: readonly DestinationSettings[], reach: Reach): Gateway[] {
  const gateways = new Map<string, Gateway>();
  for (const settings of destinations) {
    if (settings.kind !== 'pushgateway') continue;
    for (const url of settings.urls) {
      if (!gateways.has(url)) gateways.set(url, { url, settings, tools: reaching(settings, reach) });
    }
  }
  return [...gateways.values()];
}

interface KnownGroup {
  readonly labels: Labels;
  readonly isForwarded: boolean;
}

/** What this machine is known to have brought to a gateway and not to have deleted since. */
function knownAt(url: string, journal: GroupJournalFile): KnownGroup[] {
  const own = journal
    .list()
    .filter(({ settings }) => settings.kind === 'pushgateway' && settings.urls.includes(url))
    .map(({ settings, identity }) => ({ labels: groupingKeyOf(settings, identity), isForwarded: false }));
  const forwarded = journal.forwarded
    .at(url)
    .map(({ groupingKey }) => ({ labels: groupingKey, isForwarded: true }));
  return [...own, ...forwarded];
}

interface Answer {
  readonly groups: readonly StandingGroup[];
  readonly silent: readonly SilentGateway[];
}

async function ofThisMachine(
  { url, settings, tools }: Gateway,
  instance: string,
  known: readonly KnownGroup[],
): Promise<Answer> {
  const { signal } = new AbortController();
  const held = await heldGroups(settings, tools, { gatewayUrl: url, signal });
  if (!held.ok) return { groups: [], silent: [{ why: held.error, mayHold: addressesAt(url, known) }] };
  const knownKeys = new Map(known.map(({ labels, isForwarded }) => [labelsKey(labels), isForwarded]));
  const groups = held.value.flatMap((group) => {
    const isForwarded = knownKeys.get(labelsKey(group.labels));
    if (isForwarded === undefined && group.labels['instance'] !== instance) return [];
    return {
      ...group,
      destination: settings.id,
      isForwarded: isForwarded ?? false,
      delete: () => deleteGroup(settings, tools, { group, signal }),
    };
  });
  return { groups, silent: [] };
}

function addressesAt(url: string, known: readonly KnownGroup[]): string[] {
  return known.flatMap(({ labels }) => {
    const address = groupUrl(url, labels);
    return address.ok ? address.value : [];
  });
}
