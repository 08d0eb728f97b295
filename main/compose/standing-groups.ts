import type { DestinationTools } from '../destinations/destination';
import { deleteGroup, type HeldGroup, heldGroups } from '../destinations/pushgateway/held-groups';
import { type Failure, type Outcome, success } from '../outcome';
import { hostName } from '../platform/host-name';
import { openSecrets } from '../settings/file/secrets';
import { openSettingsFile } from '../settings/file/settings-file';
import type { PushgatewaySettings } from '../settings/schema/destinations';
import { instanceName } from '../settings/schema/instance';
import type { AppOptions } from './options';
import { reaching } from './reaching';

/** A group with this machine's instance, whoever pushed it and under whichever job. */
export interface StandingGroup extends HeldGroup {
  readonly destination: string;
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

/** What this machine has on each Pushgateway of the settings, those that are switched off too. */
export async function standingGroups(
  options: Pick<AppOptions, 'dataDir' | 'settingsFile' | 'env'>,
): Promise<Outcome<StandingGroups>> {
  const { settings, problem } = openSettingsFile(options.settingsFile).state();
  if (problem) return { ok: false, error: problem };
  const instance = instanceName(settings.instance, hostName());
  if (!instance.ok) return instance;
  const reach = { secrets: openSecrets(options), env: options.env };
  const gateways = new Map<string, Gateway>();
  for (const destination of settings.destinations) {
    if (destination.kind !== 'pushgateway') continue;
    const tools = reaching(destination, reach);
    for (const url of destination.urls) gateways.set(url, { url, settings: destination, tools });
  }
  const asked = await Promise.all(
    [...gateways.values()].map((gateway) => ofThisMachine(gateway, instance.value)),
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

async function ofThisMachine(
  { url, settings, tools }: Gateway,
  instance: string,
): Promise<Outcome<StandingGroup[]>> {
  const { signal } = new AbortController();
  const held = await heldGroups(settings, tools, { gatewayUrl: url, signal });
  if (!held.ok) return held;
  const own = held.value.filter(({ labels }) => labels['instance'] === instance);
  return success(
    own.map((group) => ({
      ...group,
      destination: settings.id,
      delete: () => deleteGroup(settings, tools, { group, signal }),
    })),
  );
}
