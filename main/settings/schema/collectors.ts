import { z } from 'zod';
import { pingSettings } from './collectors/ping';
import { tcpStatesSettings } from './collectors/tcp-states';

export { type PingSettings, type PingTarget, pingSettings, pingTarget } from './collectors/ping';
export { type TcpStatesSettings, tcpStatesSettings } from './collectors/tcp-states';

/** One member a kind; a kind is complete when main/collectors/kinds.ts makes it. */
const kinds = [tcpStatesSettings, pingSettings] as const;

const kindNames = kinds.map(({ shape }) => JSON.stringify(shape.kind.value)).join(', ');

export const collectorSettings = z.discriminatedUnion('kind', kinds, {
  error: ({ code }) => (code === 'invalid_union' ? `must be one of ${kindNames}` : undefined),
});

export type CollectorSettings = z.infer<typeof collectorSettings>;
export type CollectorKind = CollectorSettings['kind'];
