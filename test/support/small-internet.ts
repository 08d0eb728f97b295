import { makeNamespace, type Namespace } from './netns';

/** A way from a machine through its router and a provider to hosts of an internet of its own. */
export interface SmallInternet {
  /** Where Pushtray runs. */
  readonly home: Namespace;
  /** Where hosts, name server and whatever else a test starts are. */
  readonly far: Namespace;
  /** Makes a hop fail in a way, until it is told otherwise. */
  fail(hop: Hop, rules: readonly string[]): Promise<void>;
  mend(hop: Hop): Promise<void>;
  remove(): Promise<void>;
}

export type Hop = 'router' | 'provider' | 'far';

/** Of `far`. The first two are known to everybody, so they speak for the internet. */
export const farHosts = { cloudflare: '1.1.1.1', quad9: '9.9.9.9', services: '198.51.100.20' } as const;

const homeNet = { home: '192.168.1.2', router: '192.168.1.1' } as const;
const providerNet = { router: '100.64.0.2', provider: '100.64.0.1' } as const;
const farNet = { provider: '100.64.1.1', far: '100.64.1.2' } as const;

export async function makeSmallInternet(): Promise<SmallInternet> {
  const made: Namespace[] = [];
  const add = async () => {
    const namespace = await makeNamespace();
    made.push(namespace);
    return namespace;
  };
  const remove = async () => {
    for (const namespace of made.splice(0)) await namespace.remove();
  };
  try {
    const [home, router, provider, far] = [await add(), await add(), await add(), await add()];
    await cable([home, 'out0', homeNet.home], [router, 'in0', homeNet.router]);
    await cable([router, 'out0', providerNet.router], [provider, 'in0', providerNet.provider]);
    await cable([provider, 'out0', farNet.provider], [far, 'in0', farNet.far]);
    for (const middle of [router, provider]) await middle.exec('sysctl', ['-qw', 'net.ipv4.ip_forward=1']);
    for (const host of Object.values(farHosts)) {
      await far.exec('ip', ['address', 'add', `${host}/32`, 'dev', 'lo']);
    }
    await route(home, 'default', homeNet.router);
    await route(router, 'default', providerNet.provider);
    await route(provider, 'default', farNet.far);
    await route(provider, '192.168.1.0/24', providerNet.router);
    await route(far, 'default', farNet.provider);
    const hops = { router, provider, far };
    return {
      home,
      far,
      // What comes from the side of home.
      fail: (hop, rules) =>
        addRules(
          hops[hop],
          rules.map((rule) => `iifname "in0" ${rule}`),
        ),
      async mend(hop) {
        await hops[hop].exec('nft', ['delete table ip fault']);
      },
      remove,
    };
  } catch (thrown) {
    await remove();
    throw thrown;
  }
}

type End = readonly [namespace: Namespace, device: string, ip: string];

async function cable(a: End, b: End): Promise<void> {
  const [[from, fromDevice], [to, toDevice]] = [a, b];
  const peer = ['type', 'veth', 'peer', 'name', toDevice, 'netns', to.name];
  await from.exec('ip', ['link', 'add', fromDevice, ...peer]);
  for (const [namespace, device, ip] of [a, b]) {
    await namespace.exec('ip', ['address', 'add', `${ip}/24`, 'dev', device]);
    await namespace.exec('ip', ['link', 'set', device, 'up']);
  }
}

async function route({ exec }: Namespace, to: string, via: string): Promise<void> {
  await exec('ip', ['route', 'add', to, 'via', via]);
}

async function addRules({ exec }: Namespace, rules: readonly string[]): Promise<void> {
  const chain = `type filter hook prerouting priority 0; policy accept; ${rules.join('; ')};`;
  await exec('nft', [`table ip fault { chain arriving { ${chain} }; }`]);
}
