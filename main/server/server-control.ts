import { isDeepStrictEqual } from 'node:util';
import type { Door } from '../api/dispatch';
import type { Gateway } from '../gateway/gateway';
import { type Outcome, success } from '../outcome';
import type { Clock } from '../platform/clock';
import type { DataDir } from '../platform/data-dir';
import { removeFile, writeFileAtomicSync } from '../platform/files';
import { makeHttpClient } from '../platform/http-client';
import type { Logger } from '../platform/logger';
import { defaultListenHost, defaultListenPort, type ServerSettings } from '../settings/schema/settings';
import { type FindSecret, pushTokenAt } from './may-listen';
import { type FoundGateway, type PortHolder, portHolder } from './port-holder';
import type { OwnGroup } from './scrape';
import { type RunningServer, startServer } from './server';
import { pageToken, pageUrl, viaId } from './token';

const lastAnswerMs = 100;

export interface ServerControlParts {
  readonly door: Door;
  readonly gateway: Gateway;
  readonly own: () => OwnGroup;
  readonly rendererDir: string;
  readonly dir: DataDir;
  readonly version: string;
  readonly startedAtMs: number;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly secret: FindSecret;
  /** From the command line; goes before what settings say. */
  readonly listen?: string;
  /** The server is somewhere else now, or nowhere. */
  onAddress(address: string | undefined): void;
  /** A sentence for people on how the server runs; undefined takes it back. */
  onNotice(text: string | undefined): void;
  /** Whether a Pushgateway has the address that is ours by default: that one is likely meant to be pushed to. */
  onGateway(found: FoundGateway | undefined): void;
}

const defaultAddress = `http://${defaultListenHost}:${defaultListenPort}`;

/** What a server has to be started anew for. */
type ServedSettings = Omit<ServerSettings, 'groupTtl'>;

/** Starts, moves and stops the one server as settings say. Changes are taken one after the other. */
export class ServerControl {
  private running: RunningServer | undefined;
  private applied: ServedSettings | undefined;
  private token: string | undefined;
  private lastChange: Promise<Outcome<void>> = Promise.resolve(success(undefined));

  constructor(private readonly parts: ServerControlParts) {}

  /** `http://127.0.0.1:9091`; absent while the server is off. */
  address(): string | undefined {
    return this.running?.address;
  }

  /** The page with its token; absent while the server or the page is off. */
  pageUrl(): string | undefined {
    const { running, token, applied } = this;
    return running && token && applied?.web ? pageUrl(running.address, token) : undefined;
  }

  /** A failure leaves no server running; what settings say next is tried again. */
  apply(settings: ServerSettings): Promise<Outcome<void>> {
    this.lastChange = this.lastChange.then(() => this.change(settings));
    return this.lastChange;
  }

  async stop(): Promise<void> {
    await this.lastChange;
    await this.close();
  }

  private async change({ groupTtl: _, ...settings }: ServerSettings): Promise<Outcome<void>> {
    if (isDeepStrictEqual(settings, this.applied)) return success(undefined);
    // The call that saved these settings may have come over this very server: let its answer go out.
    if (this.running) await new Promise<void>((resolve) => this.parts.clock.after(lastAnswerMs, resolve));
    await this.close();
    this.applied = settings;
    const started = settings.enabled ? await this.open(settings) : success(undefined);
    if (!started.ok) this.applied = undefined;
    const holder = this.running?.port === defaultListenPort ? undefined : await defaultPortHolder();
    this.announce(started.ok ? fallBackNotice(this.running, holder) : started.error.message);
    const isGateway = holder?.kind === 'pushgateway';
    this.parts.onGateway(isGateway ? { url: defaultAddress, version: holder.version } : undefined);
    return started;
  }

  private async open(settings: ServedSettings): Promise<Outcome<void>> {
    const { dir, door, gateway, rendererDir, clock, secret } = this.parts;
    const listen = this.parts.listen ?? settings.listen;
    const pushToken = pushTokenAt(listen, settings, secret);
    if (!pushToken.ok) return pushToken;
    const token = pageToken(dir);
    if (!token.ok) return token;
    const started = await startServer({
      ...this.parts,
      gateway: settings.gateway ? gateway : undefined,
      web: settings.web ? { door, rendererDir, clock, token: token.value } : undefined,
      viaId: viaId(token.value),
      token: pushToken.value,
      listen,
    });
    if (!started.ok) return started;
    this.running = started.value;
    this.token = token.value;
    return success(undefined);
  }

  private async close(): Promise<void> {
    const { running } = this;
    this.running = undefined;
    await running?.close();
    removeFile(this.parts.dir.addressFile);
  }

  private announce(notice: string | undefined): void {
    const { running } = this;
    if (running) {
      writeFileAtomicSync(this.parts.dir.addressFile, `${new URL(running.address).host}\n`, { mode: 0o600 });
    }
    this.parts.onNotice(notice);
    this.parts.onAddress(running?.address);
  }
}

async function defaultPortHolder(): Promise<PortHolder> {
  const http = makeHttpClient();
  try {
    return await portHolder(http, defaultAddress);
  } finally {
    http.close();
  }
}

function fallBackNotice(running: RunningServer | undefined, holder: PortHolder): string | undefined {
  if (running?.fellBackFrom === undefined) return undefined;
  const { fellBackFrom, port } = running;
  const by = holder ? holders[holder.kind] : 'another program';
  return `Port ${fellBackFrom} is taken by ${by}, so Pushtray serves on port ${port}.`;
}

const holders: Readonly<Record<NonNullable<PortHolder>['kind'], string>> = {
  pushgateway: 'a Pushgateway',
  pushtray: 'another Pushtray',
};
