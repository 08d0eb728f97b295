import { z } from 'zod';
import { commandSettings } from './collectors/command';
import { dnsSettings } from './collectors/dns';
import { httpSettings } from './collectors/http';
import { linkSettings } from './collectors/link';
import { pingSettings } from './collectors/ping';
import { scrapeSettings } from './collectors/scrape';
import { tcpConnectSettings } from './collectors/tcp-connect';
import { tcpStatesSettings } from './collectors/tcp-states';
import { textfileSettings } from './collectors/textfile';

export { type CommandSettings, commandSettings } from './collectors/command';
export { type DnsSettings, dnsSettings } from './collectors/dns';
export { type HttpSettings, httpSettings } from './collectors/http';
export { type LinkSettings, linkSettings } from './collectors/link';
export { type PingSettings, type PingTarget, pingSettings, pingTarget } from './collectors/ping';
export { type ScrapeSettings, scrapeSettings } from './collectors/scrape';
export { type TcpConnectSettings, tcpConnectSettings } from './collectors/tcp-connect';
export { type TcpStatesSettings, tcpStatesSettings } from './collectors/tcp-states';
export { type TextfileSettings, textfileSettings } from './collectors/textfile';

/** One member a kind; a kind is complete when main/collectors/kinds.ts makes it. */
const kinds = [
  tcpStatesSettings,
  pingSettings,
  commandSettings,
  textfileSettings,
  scrapeSettings,
  linkSettings,
  tcpConnectSettings,
  httpSettings,
  dnsSettings,
] as const;

const kindNames = kinds.map(({ shape }) => JSON.stringify(shape.kind.value)).join(', ');

export const collectorSettings = z.discriminatedUnion('kind', kinds, {
  error: ({ code }) => (code === 'invalid_union' ? `must be one of ${kindNames}` : undefined),
});

export type CollectorSettings = z.infer<typeof collectorSettings>;
export type CollectorKind = CollectorSettings['kind'];
