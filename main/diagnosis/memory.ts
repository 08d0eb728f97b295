import type { Finding } from '../contract/verdict';
import { watchCollector } from './collector-rules';
import { judgeTogether, type TargetMemory } from './condition';
import { type DeliveryMemory, watchDelivery } from './delivery-rules';
import type { DestinationSeen, LinkSeen, Situation, TargetSeen } from './situation';
import { watchTarget } from './target-watch';
import { type TcpMemory, watchTcp } from './tcp-watch';
import { freshWatch, look, type Watch } from './watch';

/** What the rules remember between one look and the next: the last cycles of every part, and what was usual before. */
export interface Memory {
  readonly targets: ReadonlyMap<string, TargetMemory>;
  readonly collectors: ReadonlyMap<string, Watch>;
  readonly deliveries: ReadonlyMap<string, DeliveryMemory>;
  readonly tcp?: TcpMemory;
  /** Of the default route and its device. */
  readonly link: Watch;
  /** What is no fault and has no cycles to say since when it is so. */
  readonly quiet?: { readonly code: Finding['code']; readonly sinceMs: number };
}

export const noMemory: Memory = {
  targets: new Map(),
  collectors: new Map(),
  deliveries: new Map(),
  link: freshWatch,
};

/** The same with what is seen now; parts that are gone are forgotten. */
export function remember(before: Memory, situation: Situation, nowMs: number): Memory {
  const { collectors, targets, destinations, tcp, link } = situation;
  const running = new Set(collectors.filter(isRunning).map(({ id }) => id));
  const gatewayIp = targets.find(({ host, ip }) => host === 'gateway' && ip !== undefined)?.ip;
  const records = known(targets, targetKey, (target, key) =>
    watchTarget(before.targets.get(key), target, { isRunning: running.has(target.collector), gatewayIp }),
  );
  return {
    collectors: known(
      collectors,
      ({ id }) => id,
      (collector, id) => watchCollector(before.collectors.get(id), collector),
    ),
    targets: judgeTogether(records, before.targets),
    deliveries: known(destinations, deliveryKey, (destination, key) =>
      watchDelivery(before.deliveries.get(key), destination, nowMs),
    ),
    link: link ? linkSeen(before.link, link) : freshWatch,
    ...(tcp ? { tcp: watchTcp(before.tcp, tcp) } : {}),
  };
}

export function targetKey({ collector, name }: Pick<TargetSeen, 'collector' | 'name'>): string {
  return `${collector} ${name}`;
}

export function deliveryKey({ id, url }: Pick<DestinationSeen, 'id' | 'url'>): string {
  return `${id} ${url}`;
}

function isRunning({ state }: Situation['collectors'][number]): boolean {
  return state === 'ok' || state === 'failing';
}

function linkSeen(before: Watch, { atMs, route }: LinkSeen): Watch {
  if (before.sights.at(-1)?.atMs === atMs) return before;
  return look(before, { atMs, badness: route && route.up !== false ? 0 : 1 });
}

function known<P, M>(
  parts: readonly P[],
  keyOf: (part: P) => string,
  seen: (part: P, key: string) => M | undefined,
): ReadonlyMap<string, M> {
  const memories = new Map<string, M>();
  for (const part of parts) {
    const key = keyOf(part);
    const memory = seen(part, key);
    if (memory !== undefined) memories.set(key, memory);
  }
  return memories;
}
