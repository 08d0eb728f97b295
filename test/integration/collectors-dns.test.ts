import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Collected } from '../../main/collectors/collector';
import { validateFamilies } from '../../main/metrics/validate';
import { collectWith, cycleOf } from '../support/collector-of';
import { type DnsAnswer, type DnsServer, startDnsServer } from '../support/dns-server';
import { freePort } from '../support/free-port';
import { samplesOf } from '../support/samples';

const known: Record<string, DnsAnswer> = {
  'one.test': ['192.0.2.1'],
  'two.test': ['192.0.2.1', '192.0.2.2'],
  'none.test': 'NXDOMAIN',
  'empty.test': [],
  'broken.test': 'SERVFAIL',
  'forbidden.test': 'REFUSED',
  'silent.test': 'silence',
};

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

function reasonOf({ families }: Collected): string | undefined {
  return families.find(({ name }) => name === 'probe_failure_info')?.samples[0]?.labels['reason'];
}
