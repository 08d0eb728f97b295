import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** For `describe.skipIf(!canMakeNamespaces)`; the title says what is needed: "needs root on Linux". */
export const canMakeNamespaces =
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  starts('ip', '-V') &&
  // A container's root may lack the right.
  starts('unshare', '--net', '--mount', 'true');

/** A network of a test's own: loopback up, no way out, nobody else's sockets in it. */
export interface Namespace {
  readonly name: string;
  /** Put before a command line to run it inside: `['ip', 'netns', 'exec', name]`. */
  readonly prefix: readonly [command: string, ...args: string[]];
  /** Runs a program inside and waits for it; rejects when it fails, with its stderr in the message. */
  readonly exec: Exec;
  /** Adds nftables rules to the chain of a hook: `nftables('input', ['icmp type echo-reply numgen inc mod 10 < 3 drop'])`. */
  nftables(hook: 'input' | 'output', rules: readonly string[]): Promise<void>;
  /** Makes a second namespace that answers at `gateway.ipv4` and `gateway.ipv6`, the default routes' next hop. Once at most. */
  addGateway(): Promise<typeof gateway>;
  /** Deletes what was made here. End the programs inside first: they would keep their network alive. */
  remove(): Promise<void>;
}

export type Exec = (command: string, args?: readonly string[]) => Promise<{ stdout: string; stderr: string }>;

export const gateway = { ipv4: '10.99.0.1', ipv6: 'fd99::1' } as const;

/** Without `name` it gets one that nobody else has, so that tests can run side by side. */
export async function makeNamespace(name = `pt-${randomBytes(4).toString('hex')}`): Promise<Namespace> {
  const made: string[] = [];
  const add = async (namespace: string) => {
    await run('ip', ['netns', 'add', namespace]);
    made.push(namespace);
    const exec = executor(namespace);
    await exec('ip', ['link', 'set', 'lo', 'up']);
    return exec;
  };
  const remove = async () => {
    for (const namespace of made.splice(0)) await run('ip', ['netns', 'delete', namespace]);
  };
  const exec = await add(name);
  return {
    name,
    prefix: ['ip', 'netns', 'exec', name],
    exec,
    async nftables(hook, rules) {
      const chain = `type filter hook ${hook} priority 0; policy accept; ${rules.join('; ')};`;
      await exec('nft', [`table inet pushtray { chain ${hook} { ${chain} }; }`]);
    },
    async addGateway() {
      const peer = `${name}-gw`;
      try {
        await connect(name, exec, peer, await add(peer));
      } catch (thrown) {
        await remove();
        throw thrown;
      }
      return gateway;
    },
    remove,
  };
}

async function connect(name: string, exec: Exec, peer: string, peerExec: Exec): Promise<void> {
  const address = (ip: string) => [
    'address',
    'add',
    ip,
    'dev',
    'up0',
    ...(ip.includes(':') ? ['nodad'] : []),
  ];
  const pair = ['link', 'add', 'up0', 'netns', name, 'type', 'veth', 'peer', 'name', 'up0', 'netns', peer];
  await run('ip', pair);
  for (const ip of ['10.99.0.2/24', 'fd99::2/64']) await exec('ip', address(ip));
  for (const ip of [`${gateway.ipv4}/24`, `${gateway.ipv6}/64`]) await peerExec('ip', address(ip));
  await peerExec('ip', ['link', 'set', 'up0', 'up']);
  await exec('ip', ['link', 'set', 'up0', 'up']);
  await exec('ip', ['route', 'add', 'default', 'via', gateway.ipv4]);
  await exec('ip', ['-6', 'route', 'add', 'default', 'via', gateway.ipv6]);
}

function executor(name: string): Exec {
  return (command, args = []) => run('ip', ['netns', 'exec', name, command, ...args]);
}

function starts(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
