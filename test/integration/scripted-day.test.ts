import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FindingCode } from '../../main/contract/verdict';
import { canMakeNamespaces, type Namespace } from '../support/netns';
import { pushgatewayIsHere, pushgatewayProgram } from '../support/pushgateway';
import { makeDataDir, type RunningPushtray, startPushtray } from '../support/pushtray';
import { farHosts, makeSmallInternet, type SmallInternet } from '../support/small-internet';
import { twoCyclesAndTheOneUnderWay, VerdictReader } from '../support/verdict-reader';

const { cloudflare, quad9, services } = farHosts;
const databasePort = 5432;
const pushgatewayPort = 9091;

const settings = {
  version: 1,
  instance: 'laptop',
  interval: '1s',
  collectors: [
    { id: 'tcp', kind: 'tcp-states', interval: '1s' },
    { id: 'link', kind: 'link', interval: '1s' },
    {
      id: 'ping',
      kind: 'ping',
      interval: '2s',
      targets: [
        { name: 'router', host: 'gateway' },
        { name: 'cloudflare', host: cloudflare },
        { name: 'quad9', host: quad9 },
      ],
    },
    {
      id: 'dns',
      kind: 'dns',
      interval: '2s',
      targets: [{ name: 'names', host: 'www.example.org', server: services }],
    },
    {
      id: 'db',
      kind: 'tcp-connect',
      interval: '1s',
      targets: [{ name: 'db', host: services, port: databasePort }],
    },
  ],
  destinations: [
    {
      id: 'team',
      kind: 'pushgateway',
      urls: [`http://${services}:${pushgatewayPort}`],
      timeout: '800ms',
    },
  ],
} as const;

/** Every second packet of each kind is lost, exactly. */
const everySecond = [
  ...['192.168.1.1', cloudflare, quad9].map((host) => `ip daddr ${host} icmp type echo-request`),
  'udp dport 53',
].map((kind) => `${kind} numgen inc mod 2 < 1 drop`);

/** 12 % of the packets of each kind, whichever they are. */
const someByChance = [
  'icmp type echo-request',
  'udp dport 53',
  `tcp dport ${databasePort} tcp flags syn`,
].map((kind) => `${kind} numgen random mod 100 < 12 drop`);

const isWell = (codes: readonly FindingCode[]) => codes.join() === 'all_well';

const dropped = (port: number) => `tcp dport ${port} drop`;

describe.skipIf(!canMakeNamespaces || !pushgatewayIsHere)(
  'a scripted day (needs root on Linux and prometheus-pushgateway)',
  () => {
    let network: SmallInternet;
    let data: ReturnType<typeof makeDataDir>;
    let pushtray: RunningPushtray;
    let reader: VerdictReader;
    let names: ChildProcess;
    const far: ChildProcess[] = [];

    beforeAll(async () => {
      network = await makeSmallInternet();
      names = startIn(network.far, [
        ...[process.execPath, '--import', 'tsx', 'test/support/programs/far-services.ts'],
        ...[services, String(databasePort)],
      ]);
      const gateway = startIn(network.far, [
        ...[pushgatewayProgram, `--web.listen-address=${services}:${pushgatewayPort}`, '--persistence.file='],
      ]);
      far.push(names, gateway);
      await once(names.stdout as NonNullable<ChildProcess['stdout']>, 'data');
      data = makeDataDir(structuredClone(settings) as never);
      pushtray = await startPushtray(['run', '--data-dir', data.dir, '--listen', '127.0.0.1:0'], {
        wrap: network.home.prefix,
      });
      reader = new VerdictReader(network.home, pushtray);
      await reader.cyclesUntil('ping', isWell);
    });

    afterAll(async () => {
      await reader?.stop();
      await pushtray?.stop();
      await Promise.all(far.map(ended));
      await network?.remove();
      data?.remove();
    });

    const faults = [
      {
        what: 'loss on the first hop',
        code: 'router_loss',
        part: 'ping',
        begin: () => network.fail('router', everySecond),
        end: () => network.mend('router'),
      },
      {
        what: 'loss on the second hop',
        code: 'internet_loss',
        part: 'ping',
        begin: () => network.fail('provider', everySecond),
        end: () => network.mend('provider'),
      },
      {
        what: 'no way beyond the router',
        code: 'internet_down',
        part: 'ping',
        begin: () => network.fail('provider', ['drop']),
        end: () => network.mend('provider'),
      },
      {
        what: 'a slow resolver',
        code: 'resolver_slow',
        part: 'dns',
        begin: async () => names.stdin?.write('700\n'),
        end: async () => names.stdin?.write('0\n'),
      },
      {
        what: 'a target that is down',
        code: 'targets_down',
        part: 'db',
        begin: () => network.fail('far', [dropped(databasePort)]),
        end: () => network.mend('far'),
      },
      {
        what: 'a Pushgateway that is down',
        code: 'pushes_fail',
        part: 'team',
        begin: () => network.fail('far', [dropped(pushgatewayPort)]),
        end: () => network.mend('far'),
      },
    ] as const;

    it.each(faults.map((fault) => [fault.what, fault] as const))(
      '%s is told within two cycles, alone, and no longer than two after it',
      async (_what, { code, part, begin, end }) => {
        await begin();
        const untilTold = await reader.cyclesUntil(part, (codes) => codes.join() === code);
        expect(untilTold).toBeLessThanOrEqual(twoCyclesAndTheOneUnderWay);
        await end();
        const untilGone = await reader.cyclesUntil(part, (codes) => !codes.includes(code));
        expect(untilGone).toBeLessThanOrEqual(twoCyclesAndTheOneUnderWay);
        // Pushes that failed meanwhile are tried again a little later.
        await reader.cyclesUntil(part, isWell);
      },
    );

    it('a loss by chance on the first hop is told as that, and stays so until it ends', async () => {
      await network.fail('router', someByChance);
      await reader.cyclesUntil('ping', (codes) => codes.includes('router_loss'));
      const headlines = (await reader.codesAfter('ping', 20)).map(([code]) => code);
      expect(headlines.filter((code) => code === 'router_loss').length).toBeGreaterThanOrEqual(18);
      await network.mend('router');
      await reader.cyclesUntil('ping', isWell);
    }, 180_000);
  },
);

function startIn({ prefix }: Namespace, args: readonly string[]): ChildProcess {
  const [command, ...before] = prefix;
  return spawn(command, [...before, ...args], { stdio: ['pipe', 'pipe', 'ignore'] });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
