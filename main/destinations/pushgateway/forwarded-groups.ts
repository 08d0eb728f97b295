import type { Labels, MetricFamily } from '../../metrics/model';
import type { PushgatewaySettings } from '../../settings/schema/destinations';
import type { DestinationTools, GroupForwarding, GroupOfOthers, PushOutcome } from '../destination';
import { type Body, emptyBody, encodeBody } from './body';
import { exchange } from './exchange';
import { GatewayOrder, isGatewayAtFault } from './gateway-order';
import { withOthers, worstOf } from './outcomes';

interface Asked {
  readonly groupingKey: Labels;
  readonly method: 'PUT' | 'DELETE';
  readonly body: Body;
  readonly via: readonly string[];
  readonly signal: AbortSignal;
}

/** Groups that others pushed here, each brought to the first address that works and taken from where it stood before. */
export class ForwardedGroups implements GroupForwarding {
  private readonly order: GatewayOrder;

  constructor(
    private readonly settings: PushgatewaySettings,
    private readonly tools: DestinationTools,
  ) {
    this.order = new GatewayOrder(settings.urls, tools.monotonicMs);
  }

  works(address: string): void {
    this.order.works(address);
  }

  async put({ groupingKey, families, via }: GroupOfOthers, signal: AbortSignal): Promise<PushOutcome> {
    const body = encodeBody(families.map((family) => withoutGroupLabels(family, groupingKey)));
    const failed: PushOutcome[] = [];
    for (const address of this.order.now()) {
      const outcome = await this.putAt(address, { groupingKey, method: 'PUT', body, via, signal });
      if (!isGatewayAtFault(outcome)) {
        const deleted = outcome.failure ? [] : await this.deleteElsewhere(address, groupingKey, signal);
        return withOthers(outcome, [...failed, ...deleted]);
      }
      failed.push(outcome);
    }
    return worstOf(failed);
  }

  async delete(
    { address, groupingKey }: { readonly address: string; readonly groupingKey: Labels },
    signal: AbortSignal,
  ): Promise<PushOutcome> {
    const asked = { groupingKey, method: 'DELETE', body: emptyBody, via: [], signal } as const;
    const { outcome } = await this.ask(address, asked);
    if (!outcome.failure) this.tools.groups.forwarded.remove(address, groupingKey);
    return outcome;
  }

  close(): void {
    this.tools.http.close();
  }

  private async putAt(address: string, asked: Asked): Promise<PushOutcome> {
    const journal = this.tools.groups.forwarded;
    const isNew = !journal.has(address, asked.groupingKey);
    journal.add({ ...this.settings, urls: [address] }, asked.groupingKey);
    const { outcome, isUntaken } = await this.ask(address, asked);
    if (isNew && isUntaken) journal.remove(address, asked.groupingKey);
    return outcome;
  }

  private deleteElsewhere(
    here: string,
    groupingKey: Labels,
    signal: AbortSignal,
  ): Promise<readonly PushOutcome[]> {
    const { forwarded } = this.tools.groups;
    const others = this.settings.urls.filter(
      (url) => url !== here && forwarded.has(url, groupingKey) && !this.order.rests(url),
    );
    return Promise.all(others.map((address) => this.delete({ address, groupingKey }, signal)));
  }

  private async ask(gatewayUrl: string, asked: Asked) {
    const { settings, tools } = this;
    const via = [...asked.via, ...(tools.via ?? [])];
    const exchanged = await exchange({ ...asked, via, settings, tools, gatewayUrl });
    this.order.note(gatewayUrl, exchanged.outcome);
    return exchanged;
  }
}

/** The URL gives them back. An instance that is not in the URL and empty was made up when the group was taken in. */
function withoutGroupLabels(family: MetricFamily, groupingKey: Labels): MetricFamily {
  const isOwn = ([name, value]: readonly [string, string]) =>
    !Object.hasOwn(groupingKey, name) && !(name === 'instance' && value === '');
  const samples = family.samples.map((sample) => ({
    ...sample,
    labels: Object.fromEntries(Object.entries(sample.labels).filter(isOwn)),
  }));
  return { ...family, samples };
}
