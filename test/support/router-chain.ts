import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { Exec } from './netns';

const run = promisify(execFile);

/** Network namespaces in a row, each with a link to the next: the first is a machine, the last a host behind routers. */
export interface RouterChain {
  readonly exec: readonly Exec[];
  /** Of the link into each but the first, as the one before it sees it: the routers', then the host's own. */
  readonly ipv4: readonly string[];
  readonly ipv6: readonly string[];
  remove(): Promise<void>;
}

/** Routers answer every packet whose time to live is over: the kernel's limits on that are lifted. */
export async function makeRouterChain(routers: number): Promise<RouterChain> {
  const name = `pt-${randomBytes(4).toString('hex')}`;
  const names = Array.from({ length: routers + 2 }, (_, index) => `${name}-${index}`);
  const exec = names.map(
    (namespace): Exec =>
      (command, args = []) =>
        run('ip', ['netns', 'exec', namespace, command, ...args]),
  );
  const remove = async () => {
    for (const namespace of names) await run('ip', ['netns', 'delete', namespace]).catch(() => undefined);
  };
  try {
    for (const namespace of names) await run('ip', ['netns', 'add', namespace]);
    for (const one of exec) await one('sh', ['-c', forwarding]);
    for (let index = 0; index <= routers; index++) await link(names, exec, index);
    for (let index = 0; index < names.length; index++) await addRoutes(exec, index);
  } catch (thrown) {
    await remove();
    throw thrown;
  }
  const links = names.slice(1).map((_, index) => index);
  return {
    exec,
    ipv4: links.map((index) => `10.98.${index}.2`),
    ipv6: links.map((index) => `fd98:${index + 1}::2`),
    remove,
  };
}

const forwarding = [
  'ip link set lo up',
  'sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1 net.ipv6.conf.default.accept_dad=0',
  'sysctl -qw net.ipv4.icmp_ratelimit=0 net.ipv6.icmp.ratelimit=0',
].join(' && ');

async function link(names: readonly string[], exec: readonly Exec[], index: number): Promise<void> {
  const [near = '', far = ''] = names.slice(index);
  await run('ip', `link add next0 netns ${near} type veth peer name prev0 netns ${far}`.split(' '));
  for (const [at, device, last] of [
    [index, 'next0', 1],
    [index + 1, 'prev0', 2],
  ] as const) {
    const commands = [
      `ip address add 10.98.${index}.${last}/24 dev ${device}`,
      `ip address add fd98:${index + 1}::${last}/64 dev ${device}`,
      `ip link set ${device} up`,
    ];
    await exec[at]?.('sh', ['-c', commands.join(' && ')]);
  }
}

/** Outward by default, homeward by each network's name; what belongs to nobody comes to the host, which has no way for it. */
async function addRoutes(exec: readonly Exec[], index: number): Promise<void> {
  const commands = [':'];
  if (index < exec.length - 1) {
    commands.push(
      `ip route add default via 10.98.${index}.2`,
      `ip -6 route add default via fd98:${index + 1}::2`,
    );
  }
  for (let network = 0; network < index - 1; network++) {
    commands.push(
      `ip route add 10.98.${network}.0/24 via 10.98.${index - 1}.1`,
      `ip -6 route add fd98:${network + 1}::/64 via fd98:${index}::1`,
    );
  }
  await exec[index]?.('sh', ['-c', commands.join(' && ')]);
}
