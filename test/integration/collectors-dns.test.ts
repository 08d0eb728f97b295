import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Collected } from '../../main/collectors/collector';
import { validateFamilies } from '../../main/metrics/validate';
import { collectIn } from '../support/collect-in';
import { collectWith, cycleOf } from '../support/collector-of';
import { type DnsAnswer, type DnsServer, recordData, startDnsServer } from '../support/dns-server';
import { freePort } from '../support/free-port';
import { canMakeNamespaces, gateway, makeNamespace, type Namespace } from '../support/netns';
import { samplesOf } from '../support/samples';
import { withNameServer } from '../support/with-name-server';

const known: Record<string, DnsAnswer> = {
  'one.test': ['192.0.2.1'],
  'two.test': ['192.0.2.1', '192.0.2.2'],
  'none.test': 'NXDOMAIN',
  'empty.test': [],
  'broken.test': 'SERVFAIL',
  'forbidden.test': 'REFUSED',
  'silent.test': 'silence',
};

const { name, mx, srv, txt, soa } = recordData;
const soaNumbers = [2026112301, 7200, 3600, 1209600, 300];

describe('dns', () => {
  let server: DnsServer;
  beforeEach(async () => {
    server = await startDnsServer((name) => known[name] ?? 'NXDOMAIN');
  });
  afterEach(() => server.close());

  it('asks the chosen name server, and measures how long the answer takes and what it is', async () => {
    const collected = await ask('two.test');
    expect(collected.problems).toEqual([]);
    expect(validateFamilies(collected.families).faults).toEqual([]);
    expect(server.questions).toEqual(['two.test']);
    expect(samplesOf(collected.families, 'probe_success')).toEqual({ 'target=t,kind=dns': 1 });
    expect(samplesOf(collected.families, 'probe_dns_answer_rrs')).toEqual({ 'target=t,kind=dns': 2 });
    const [seconds] = Object.values(samplesOf(collected.families, 'probe_dns_lookup_time_seconds'));
    expect(seconds).toBeGreaterThan(0);
    expect(collected.targets).toEqual([
      { name: 't', host: 'two.test', ip: '192.0.2.1', outcome: 'reply', lossRatio: 0, rttSeconds: seconds },
    ]);
  });

  it('asks anew each time', async () => {
    await ask('one.test');
    await ask('one.test');
    expect(server.questions).toHaveLength(2);
  });

  it.each([
    ['AAAA', Buffer.from('20010db8000000000000000000000001', 'hex'), '2001:db8::1'],
    ['CNAME', name('other.one.test'), 'other.one.test'],
    ['NS', name('ns.one.test'), 'ns.one.test'],
    ['PTR', name('host.one.test'), 'host.one.test'],
    ['MX', mx(10, 'mail.one.test'), '10 mail.one.test'],
    ['SRV', srv(1, 2, 443, 'web.one.test'), '1 2 443 web.one.test'],
    ['TXT', txt('v=spf1 ', '-all'), 'v=spf1 -all'],
    [
      'SOA',
      soa('ns.one.test', 'admin.one.test', soaNumbers),
      `ns.one.test admin.one.test ${soaNumbers.join(' ')}`,
    ],
  ])('asks for records of type %s, and writes them as dig does', async (type, data, text) => {
    known['typed.test'] = [data];
    const collected = await ask('typed.test', { type, expect: 'another' });
    expect(collected.targets).toMatchObject([
      { reason: `The answer for typed.test is not another, but ${text}.` },
    ]);
    expect(reasonOf(await ask('typed.test', { type, expect: text }))).toBe(undefined);
  });

  it('compares the answer with what it should be', async () => {
    expect(reasonOf(await ask('two.test', { expect: '192.0.2.2' }))).toBe(undefined);
    const other = await ask('two.test', { expect: '192.0.2.3' });
    expect(reasonOf(other)).toBe('answer');
    expect(other.targets).toMatchObject([{ reason: expect.stringContaining('but 192.0.2.1, 192.0.2.2') }]);
  });

  it.each([
    ['none.test', 'there is no none.test'],
    ['empty.test', 'no such record'],
    ['broken.test', 'SERVFAIL'],
    ['forbidden.test', 'REFUSED'],
  ])('calls an answer that says nothing down, by what it says: %s', async (name, words) => {
    const collected = await ask(name);
    expect(reasonOf(collected)).toBe('answer');
    expect(collected.targets).toMatchObject([{ outcome: 'loss', reason: expect.stringContaining(words) }]);
    expect(collected.problems).toEqual([]);
  });

  it('tells a name server that says nothing, within the cycle, from one that is not there', async () => {
    const silent = await cycleOf(settings('silent.test'), 1000);
    expect(reasonOf(silent)).toBe('timeout');
    expect(silent.problems).toEqual([]);
    expect(server.questions).toHaveLength(1);
    const missing = await collectWith(settings('one.test', { serverPort: await freePort() }));
    expect(reasonOf(missing)).toBe('refused');
  });

  it('measures the others when one name server has no address', async () => {
    const targets = [
      { name: 'bad', host: 'one.test', server: 'no-such-host.invalid' },
      { name: 'good', host: 'one.test', server: '127.0.0.1', serverPort: server.port },
    ];
    const { targets: readings } = await collectWith({ kind: 'dns', targets });
    expect(readings).toMatchObject([{ outcome: 'unresolvable' }, { outcome: 'reply' }]);
  });

  function settings(host: string, more: object = {}) {
    return {
      kind: 'dns',
      targets: [{ name: 't', host, server: '127.0.0.1', serverPort: server.port, ...more }],
    };
  }

  function ask(host: string, more: object = {}): Promise<Collected> {
    return collectWith(settings(host, more));
  }
});

describe.skipIf(!canMakeNamespaces)('dns in a network namespace (needs root on Linux)', () => {
  let namespace: Namespace;
  let server: ChildProcess | undefined;
  beforeEach(async () => {
    namespace = await makeNamespace();
  });
  afterEach(async () => {
    server?.kill('SIGKILL');
    if (server?.exitCode === null && server.signalCode === null) await once(server, 'exit');
    await namespace.remove();
  });

  it('asks the name servers of the system when none is named', async () => {
    await serveIn(namespace.name, '127.0.0.9');
    const inside = withNameServer(namespace, '127.0.0.9');
    const [cycle] = await collectIn(inside, { settings: settingsOf({}) });
    expect(cycle?.targets).toMatchObject([{ outcome: 'reply', ip: '198.51.100.80' }]);
  });

  it('asks the gateway of the default route under the name "gateway"', async () => {
    await namespace.addGateway();
    await serveIn(`${namespace.name}-gw`, gateway.ipv4);
    const [cycle] = await collectIn(namespace, { settings: settingsOf({ server: 'gateway' }) });
    expect(cycle?.targets).toMatchObject([{ outcome: 'reply', ip: '198.51.100.80' }]);
    expect(samplesOf(cycle?.families ?? [], 'probe_ip_protocol')).toEqual({ 'target=t,kind=dns': 4 });
  });

  function settingsOf(more: object) {
    return { id: 'd', kind: 'dns', targets: [{ name: 't', host: 'far.test', ...more }] };
  }

  /** A name server that knows one answer, at port 53. */
  async function serveIn(name: string, address: string): Promise<void> {
    const program = [process.execPath, '--import', 'tsx', 'test/support/programs/far-services.ts'];
    server = spawn('ip', ['netns', 'exec', name, ...program, address, '5432'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    if (server.stdout) await once(server.stdout, 'data');
  }
});

function reasonOf({ families }: Collected): string | undefined {
  return families.find(({ name }) => name === 'probe_failure_info')?.samples[0]?.labels['reason'];
}
