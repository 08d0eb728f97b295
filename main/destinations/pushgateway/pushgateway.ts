import { RepeatedEncoder } from '../../metrics/repeated-encoder';
import { farewellOf, groupingKeyOf, type PushgatewaySettings } from '../../settings/schema/destinations';
import type {
  Destination,
  DestinationTools,
  Identity,
  MakeDestination,
  PushedGroup,
  PushOutcome,
  RecordedPush,
  Snapshot,
} from '../destination';
import { type Body, emptyBody, encodeBody, timestampedMetric } from './body';
import { type Exchange, exchange, notRetryable, notSent, previewOf } from './exchange';
import { GatewayOrder, isGatewayAtFault } from './gateway-order';
import { groupUrl, mayStandAt } from './group';
import { withOthers, worstOf } from './outcomes';
import { replacedFamilies } from './replaced';

/**
 * A Prometheus Pushgateway, or what speaks its push API. Of several addresses the first that works is pushed to, and the group is
 * deleted where it stood before, so that no series is there twice. `tools.http` is its own: `close` closes it.
 */
export const makePushgateway: MakeDestination<PushgatewaySettings> = (settings, tools): Destination => {
  const group = new GroupAtGateways(settings, tools);
  return {
    push: (snapshot, signal) => group.push(snapshot, signal),
    preview: (snapshot) => {
      const [gatewayUrl = ''] = settings.urls;
      const body = encodeBody(snapshot.families);
      const groupingKey = groupingKeyOf(settings, snapshot);
      return previewOf({ settings, tools, gatewayUrl, groupingKey, method: settings.method, body });
    },
    async forget(identity, occasion, signal) {
      if (farewellOf(settings, occasion) !== 'keep') return group.delete(identity, signal);
      if (occasion === 'remove') group.leave(identity);
      return undefined;
    },
    repeat: (recorded, to) => group.repeat(recorded, to),
    replaced: (snapshot, signal) => group.replaced(snapshot, signal),
    close() {
      group.close();
      tools.http.close();
    },
  };
};

class GroupAtGateways {
  private readonly order: GatewayOrder;
  private readonly encoder = new RepeatedEncoder();
  /** Noted in the journal by us, though nothing came there so far. */
  private readonly untaken = new Map<string, PushedGroup>();
  /** By address: one object for as long as it is one group, so that it need not be compared part by part at each push. */
  private readonly lastGroups = new Map<string, PushedGroup>();

  constructor(
    private readonly settings: PushgatewaySettings,
    private readonly tools: DestinationTools,
  ) {
    this.order = new GatewayOrder(settings.urls, tools.monotonicMs);
  }

  async push(snapshot: Snapshot, signal: AbortSignal): Promise<PushOutcome> {
    const body = encodeBody(snapshot.families, this.encoder);
    const timestamped = timestampedMetric(snapshot.families);
    if (timestamped !== undefined) return this.refuse(timestamped, { snapshot, body, signal });
    const failed = new Map<string, PushOutcome>();
    for (const gatewayUrl of this.order.now()) {
      this.noteGroup(gatewayUrl, snapshot);
      const outcome = await this.ask({
        gatewayUrl,
        groupingKey: groupingKeyOf(this.settings, snapshot),
        method: this.settings.method,
        body,
        signal,
      });
      if (isGatewayAtFault(outcome)) {
        failed.set(gatewayUrl, outcome);
        continue;
      }
      const others = this.settings.urls.filter((url) => url !== gatewayUrl && !failed.has(url));
      const deleted = outcome.failure ? [] : await this.deleteAtAll(others, snapshot, signal);
      return withOthers(outcome, [...failed.values(), ...deleted]);
    }
    return worstOf([...failed.values()]);
  }

  async repeat(
    { url, method, series, requestBody }: RecordedPush,
    { identity, signal }: { readonly identity: Identity; readonly signal: AbortSignal },
  ): Promise<PushOutcome | undefined> {
    const key = groupingKeyOf(this.settings, identity);
    const gatewayUrl = this.settings.urls.find((address) => {
      const own = groupUrl(address, key);
      return own.ok && own.value === url;
    });
    if (gatewayUrl === undefined || method === 'DELETE') return undefined;
    this.noteGroup(gatewayUrl, identity);
    const body = { bytes: Buffer.from(requestBody), series };
    const asked = { gatewayUrl, groupingKey: key, body, signal };
    return this.ask({ ...asked, method: method === 'POST' ? 'POST' : 'PUT' });
  }

  /** Wherever it may stand; where that is not known, at every address. Nothing to do where nothing came. */
  async delete(identity: Identity, signal: AbortSignal): Promise<PushOutcome | undefined> {
    const { urls } = this.settings;
    const known = urls.filter((url) => this.mayStandAt(url, identity));
    const asked = (known.length > 0 ? known : urls).filter((url) => !this.untaken.has(url));
    if (asked.length === 0) return undefined;
    return worstOf(await Promise.all(asked.map((url) => this.deleteAt(url, identity, signal))));
  }

  /** It stays where it stands, and is ours no more. */
  leave(identity: Identity): void {
    for (const url of this.settings.urls) this.tools.groups.remove(this.groupAt(url, identity));
  }

  close(): void {
    for (const group of this.untaken.values()) this.tools.groups.remove(group);
  }

  replaced(snapshot: Snapshot, signal: AbortSignal): Promise<readonly string[]> {
    const isOurs = (url: string) => this.mayStandAt(url, snapshot) && !this.untaken.has(url);
    const { settings, tools } = this;
    return replacedFamilies(settings, tools, {
      snapshot,
      gatewayUrls: settings.urls.filter((url) => !isOurs(url)),
      signal,
    });
  }

  private deleteAtAll(
    urls: readonly string[],
    identity: Identity,
    signal: AbortSignal,
  ): Promise<PushOutcome[]> {
    const known = urls.filter((url) => this.mayStandAt(url, identity) && !this.untaken.has(url));
    const asked = known.filter((url) => !this.order.rests(url));
    return Promise.all(asked.map((url) => this.deleteAt(url, identity, signal)));
  }

  private async deleteAt(gatewayUrl: string, identity: Identity, signal: AbortSignal): Promise<PushOutcome> {
    const groupingKey = groupingKeyOf(this.settings, identity);
    const outcome = await this.ask({ gatewayUrl, groupingKey, method: 'DELETE', body: emptyBody, signal });
    if (!outcome.failure) this.tools.groups.remove(this.groupAt(gatewayUrl, identity));
    return outcome;
  }

  private async ask(asked: Omit<Exchange, 'settings' | 'tools'>): Promise<PushOutcome> {
    const { settings, tools } = this;
    const { outcome, isUntaken } = await exchange({ ...asked, settings, tools, via: tools.via });
    if (!isUntaken) this.untaken.delete(asked.gatewayUrl);
    this.order.note(asked.gatewayUrl, outcome);
    return outcome;
  }

  private refuse(
    timestamped: string,
    { snapshot, body, signal }: { snapshot: Snapshot; body: Body; signal: AbortSignal },
  ): PushOutcome {
    const { settings, tools } = this;
    const { method, urls } = settings;
    const [gatewayUrl = ''] = urls;
    return notSent(
      { settings, tools, gatewayUrl, groupingKey: groupingKeyOf(settings, snapshot), method, body, signal },
      notRetryable({
        code: 'invalid_metrics',
        message: `"${timestamped}" has a timestamp, and a Pushgateway refuses the whole push for that.`,
        hint: 'Have whoever gives this metric leave its timestamp out.',
      }),
    );
  }

  private noteGroup(url: string, identity: Identity): void {
    const group = this.groupAt(url, identity);
    if (this.tools.groups.list().includes(group)) return;
    if (!this.mayStandAt(url, identity)) this.untaken.set(url, group);
    this.tools.groups.add(group);
  }

  private mayStandAt(url: string, identity: Identity): boolean {
    return mayStandAt(this.tools.groups, this.settings, { gatewayUrl: url, identity });
  }

  private groupAt(url: string, { instance, labels }: Identity): PushedGroup {
    const last = this.lastGroups.get(url);
    if (last?.identity.instance === instance && last.identity.labels === labels) return last;
    const group = { settings: { ...this.settings, urls: [url] }, identity: { instance, labels } };
    this.lastGroups.set(url, group);
    return group;
  }
}
