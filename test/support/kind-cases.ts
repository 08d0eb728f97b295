import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Machine } from '../../main/collectors/collector';
import { success } from '../../main/outcome';
import type { CollectorKind } from '../../main/settings/schema/collectors';
import { type DnsAnswer, startDnsServer } from './dns-server';
import { FakeClock } from './fake-clock';
import { startHttpServer, startRawServer } from './servers';
import { tempDir } from './temp-dir';

export interface Situation {
  /** As in a settings file, without id and kind. */
  readonly settings: object;
  readonly parts?: Partial<Machine>;
}

/** How one kind of collector does well, has nothing to measure, and is held up, each on this machine alone. */
export interface KindCase {
  /** One that it gives when it does well. */
  readonly family: string;
  works(): Promise<Situation>;
  hasNothing(): Promise<Situation>;
  /** Does not come to an end by itself. Absent: that takes a network of its own. */
  hangs?(): Promise<Situation>;
  /** To one that probes, nobody's answer is a result, for which it stops waiting in time. */
  readonly isProbe?: true;
}

const lo = { name: 'lo', host: '127.0.0.1' };
const noTargets = async () => ({ settings: { targets: [] } });

/** One for each kind: a missing one does not compile. */
export const kindCases: Readonly<Record<CollectorKind, KindCase>> = {
  'tcp-states': {
    family: 'node_tcp_connection_states',
    works: async () => ({ settings: {} }),
    hasNothing: async () => ({ settings: {}, parts: { procRoot: procWith({ tcp: '  sl\n' }) } }),
    hangs: async () => ({ settings: {}, parts: { platform: 'darwin', run: hanging } }),
  },
  ping: {
    family: 'ping_up',
    works: async () => ({ settings: { targets: [lo], count: 1 } }),
    hasNothing: noTargets,
    hangs: async () => ({ settings: { targets: [lo], count: 1 }, parts: { run: hanging } }),
  },
  command: {
    family: 'm',
    works: async () => ({ settings: { command: ['echo', '1'], metric: 'm' } }),
    hasNothing: async () => ({ settings: { command: ['true'] } }),
    hangs: async () => ({ settings: { command: ['sleep', '60'], metric: 'm' } }),
  },
  textfile: {
    family: 'm0',
    works: async () => ({ settings: { directory: directoryOf(1) } }),
    hasNothing: async () => ({ settings: { directory: directoryOf(0) } }),
    hangs: async () => ({ settings: { directory: directoryOf(500) }, parts: { clock: new FlyingClock() } }),
  },
  scrape: {
    family: 'm',
    works: async () => ({ settings: { url: await pageOf('m 1\n') } }),
    hasNothing: async () => ({ settings: { url: await pageOf('') } }),
    hangs: async () => ({ settings: { url: (await silent()).url } }),
  },
  link: {
    family: 'node_network_up',
    works: async () => ({ settings: {}, parts: laptop() }),
    hasNothing: async () => ({ settings: {}, parts: { procRoot: procWith({ dev: device('lo') }) } }),
    hangs: async () => ({ settings: {}, parts: { ...laptop('phy80211'), run: hanging } }),
  },
  'tcp-connect': {
    family: 'probe_success',
    works: async () => ({ settings: { targets: [{ ...lo, port: (await silent()).port }] } }),
    hasNothing: noTargets,
  },
  http: {
    family: 'probe_success',
    works: async () => ({ settings: { targets: [{ name: 'lo', url: await pageOf('') }] } }),
    hasNothing: noTargets,
    hangs: async () => ({ settings: { targets: [{ name: 'lo', url: (await silent()).url }] } }),
    isProbe: true,
  },
  dns: {
    family: 'probe_success',
    works: () => asking(['192.0.2.1']),
    hasNothing: noTargets,
    hangs: () => asking('silence'),
    isProbe: true,
  },
};

/** A program that runs until it is ended. */
const hanging: Machine['run'] = ({ signal }) =>
  new Promise((resolve) => {
    const result = { stdout: '', stderr: '', truncated: false, durationMs: 1, endedBy: 'abort' } as const;
    signal?.addEventListener('abort', () => resolve(success(result)));
  });

/** Every look at it takes a millisecond, so that reading takes long on a disk of any speed. */
class FlyingClock extends FakeClock {
  override monotonicMs(): number {
    this.freeze(1);
    setImmediate(() => void this.advance(0));
    return super.monotonicMs();
  }
}

function directoryOf(files: number): string {
  const directory = tempDir();
  for (let i = 0; i < files; i++) writeFileSync(join(directory, `${i}.prom`), `m${i} 1\n`);
  return directory;
}

/** A `/proc` with these files under net. */
function procWith(files: Readonly<Record<string, string>>): string {
  const net = join(tempDir(), 'proc/net');
  mkdirSync(net, { recursive: true });
  for (const [name, text] of Object.entries({ snmp: '', netstat: '', ...files })) {
    writeFileSync(join(net, name), text);
  }
  return join(net, '..');
}

function device(name: string): string {
  return `${name}: 1 2 3 4 0 0 0 0 5 6 7 8 0 0 0 0\n`;
}

/** With one interface, which is Wi-Fi if it has this. */
export function laptop(wifi = ''): Pick<Machine, 'platform' | 'procRoot' | 'sysRoot'> {
  const sysRoot = tempDir();
  const wlan = join(sysRoot, 'class/net/wlan0');
  mkdirSync(join(wlan, wifi), { recursive: true });
  writeFileSync(join(wlan, 'operstate'), 'up\n');
  return { platform: 'linux', procRoot: procWith({ dev: device('wlan0') }), sysRoot };
}

async function pageOf(text: string): Promise<string> {
  return (await startHttpServer((_request, response) => response.end(text))).url;
}

/** Takes connections and says nothing. */
function silent() {
  return startRawServer((socket) => socket.resume());
}

async function asking(answer: DnsAnswer): Promise<Situation> {
  const server = await startDnsServer(() => answer);
  onTestFinished(() => server.close());
  const target = { name: 'lo', host: 'one.test', server: '127.0.0.1', serverPort: server.port };
  return { settings: { targets: [target] } };
}
