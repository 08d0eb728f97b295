import { join } from 'node:path';
import { version } from '../../package.json';
import { makeApi } from '../api/api';
import type { Door } from '../api/dispatch';
import type { ApiParts, DesktopFace } from '../api/parts';
import { PathProber } from '../collectors/path/path';
import { connectionHolders } from '../collectors/tcp-states/holders';
import type { Engine } from '../engine/engine';
import { type KeptGateway, openGateway } from '../gateway/kept-gateway';
import { type Outcome, success } from '../outcome';
import { systemClock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import { ServerControl } from '../server/server-control';
import { pageToken, viaId } from '../server/token';
import { durationMs } from '../settings/schema/duration';
import { engineOf } from './engine';
import { Notices } from './notices';
import type { AppOptions } from './options';
import { openParts, type Parts } from './parts';
import { pushedInOf } from './pushed-in';
import type { Reach } from './reaching';
import { thisMachine } from './this-machine';
import { verifyArrival } from './verify';

/** A running Pushtray. */
export interface App {
  readonly door: Door;
  readonly logger: Logger;
  /** The page's address with its token; absent while the server or the page is off. */
  pageUrl(): string | undefined;
  /** A sentence for people at the top of the window; one for each subject, undefined takes it back. */
  setNotice(subject: string, text: string | undefined): void;
  /** Reads the settings file again (SIGHUP). */
  reloadSettings(): void;
  suspend(): void;
  resume(): void;
  /** Forgets at every destination as settings say, then stops every part in reverse. May be called twice. */
  stop(): Promise<void>;
}

/** Builds the parts, hands them to each other and starts them. What a failed start had opened is closed again. */
export async function compose(options: AppOptions): Promise<Outcome<App>> {
  const opened = openParts(options);
  if (!opened.ok) return opened;
  const app = new RunningApp(options, opened.value);
  const started = await app.start();
  if (!started.ok) {
    await app.stop();
    return started;
  }
  return success(app);
}

class RunningApp implements App {
  readonly door: Door;
  readonly logger: Logger;
  private readonly notices = new Notices(() => this.settings());
  private readonly settingsListeners = new Set<() => void>();
  private readonly engine: Engine;
  private readonly gateway: KeptGateway;
  private readonly server: ServerControl;
  private readonly path = new PathProber(thisMachine);
  private readonly startedAtMs = systemClock.nowMs();
  private hadBadSettings: boolean;
  private stopWatching = () => {};
  private stopping: Promise<void> | undefined;

  constructor(
    private readonly options: AppOptions,
    private readonly parts: Parts,
  ) {
    this.logger = parts.logger;
    this.hadBadSettings = parts.settings.state().problem !== undefined;
    this.engine = this.makeEngine();
    this.gateway = this.openGateway();
    this.door = makeApi(this.apiParts());
    this.server = this.makeServer();
  }

  async start(): Promise<Outcome<void>> {
    const served = await this.server.apply(this.settings().server);
    if (!served.ok) return served;
    this.engine.apply(this.settings());
    this.engine.start();
    this.stopWatching = this.parts.settings.watch(() => this.settingsChanged());
    this.logger.info('started', {
      version,
      kind: this.options.kind,
      dataDir: this.options.dataDir,
      address: this.server.address(),
    });
    return success(undefined);
  }

  pageUrl(): string | undefined {
    return this.server.pageUrl();
  }

  setNotice(subject: string, text: string | undefined): void {
    this.notices.set(subject, text);
    this.announce();
  }

  reloadSettings(): void {
    this.parts.settings.reload();
    this.settingsChanged();
  }

  suspend(): void {
    void this.engine.suspend();
  }

  resume(): void {
    this.engine.resume();
  }

  stop(): Promise<void> {
    this.stopping ??= this.stopParts();
    return this.stopping;
  }

  private async stopParts(): Promise<void> {
    this.stopWatching();
    await this.engine.stop();
    this.parts.groups.flush();
    await this.path.close();
    await this.server.stop();
    await this.gateway.close();
    this.parts.history.close();
    this.parts.backlogs.close();
    this.parts.lock.release();
    this.logger.info('stopped');
  }

  private settings() {
    return this.parts.settings.state().settings;
  }

  private reach(): Reach {
    const { env, desktopProxies } = this.options;
    return { secrets: this.parts.secrets, env, desktopProxies };
  }

  /** New settings, or a new problem with the old ones: whatever depends on them takes them up. */
  private settingsChanged(): void {
    const { settings, problem } = this.parts.settings.state();
    const file = this.options.settingsFile;
    if (problem) this.logger.warn('settings not taken up', { file, problem: problem.message });
    else if (this.hadBadSettings) this.logger.info('settings are valid again and taken up', { file });
    this.hadBadSettings = problem !== undefined;
    this.engine.apply(settings);
    void this.server.apply(settings.server);
    this.announce();
  }

  private announce(): void {
    for (const listener of this.settingsListeners) listener();
  }

  private makeEngine(): Engine {
    const token = pageToken(this.parts.dir);
    return engineOf({
      ...this.parts,
      ...this.reach(),
      settingsFile: this.options.settingsFile,
      ownAddress: () => this.server.address(),
      pushedIn: pushedInOf(
        () => this.gateway,
        () => this.engine.ownKey(),
      ),
      ...(token.ok && { via: [viaId(token.value)] }),
    });
  }

  private openGateway(): KeptGateway {
    const { dir, logger } = this.parts;
    const opened = openGateway({
      file: dir.gatewayFile,
      clock: systemClock,
      logger,
      ownKey: () => this.engine.ownKey(),
      ownTypes: () => new Map(this.engine.families().map(({ name, type }) => [name, type])),
      groupTtlMs: () => {
        const { groupTtl } = this.settings().server;
        return groupTtl === undefined ? undefined : durationMs(groupTtl);
      },
      onChange: (groupingKey) => this.engine.groupChanged(groupingKey),
      onGone: (groupingKeys) => this.engine.groupsGone(groupingKeys),
    });
    this.setNotice('gateway', opened.notice);
    return opened;
  }

  private makeServer(): ServerControl {
    const { dir, logger, lock, secrets } = this.parts;
    return new ServerControl({
      secret: (name) => secrets.get(name),
      door: this.door,
      gateway: this.gateway.gateway,
      own: () => this.engine.ownGroup(),
      rendererDir: join(this.options.builtDir, '../renderer'),
      dir,
      version,
      startedAtMs: this.startedAtMs,
      clock: systemClock,
      logger,
      ...(this.options.listen === undefined ? {} : { listen: this.options.listen }),
      onAddress: (address) => {
        lock.describe(address === undefined ? {} : { address });
        this.engine.apply(this.settings());
      },
      onNotice: (text) => {
        if (text !== undefined) this.logger.warn(text);
        this.setNotice('server', text);
      },
      onGateway: (found) => {
        this.notices.setFoundGateway(found);
        const offer = this.notices.offer();
        if (offer !== undefined) this.logger.info(offer);
        this.announce();
      },
    });
  }

  private apiParts(): ApiParts {
    const { settings, secrets, history, logger } = this.parts;
    return {
      engine: this.engine,
      history,
      gateway: this.gateway.gateway,
      arrival: (destination, wait) => verifyArrival(destination, wait, this.reach()),
      path: (query) => this.path.probe(query),
      holders: (query, signal) => connectionHolders(query, thisMachine, signal),
      secrets,
      ...(this.options.desktop && { desktop: this.announcing(this.options.desktop) }),
      clock: systemClock,
      logger,
      settings: {
        current: () => settings.state().settings,
        file: () => ({ path: settings.path, ...settings.state() }),
        save: (next, base) => this.saveSettings(next, base),
        subscribe: (listener) => {
          this.settingsListeners.add(listener);
          return () => this.settingsListeners.delete(listener);
        },
      },
      about: {
        version,
        platform: thisMachine.platform,
        startedAtMs: this.startedAtMs,
        address: () => this.server.address(),
        notices: () => this.notices.all(),
        offeredGateway: () => this.notices.offeredGateway()?.url,
      },
    };
  }

  private announcing(desktop: DesktopFace): DesktopFace {
    return {
      startsAtLogin: () => desktop.startsAtLogin(),
      setStartAtLogin: (on) => {
        const changed = desktop.setStartAtLogin(on);
        this.announce();
        return changed;
      },
    };
  }

  private saveSettings: ApiParts['settings']['save'] = async (next, base) => {
    const saved = this.parts.settings.save(next, base);
    if (!saved.ok) return saved;
    const { setAside } = saved.value;
    if (setAside) this.setNotice('set-aside', `The settings file that was not valid is kept as ${setAside}.`);
    this.settingsChanged();
    return success(saved.value.settings);
  };
}
