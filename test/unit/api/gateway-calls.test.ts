import { describe, expect, it } from 'vitest';
import { gatewayCalls } from '../../../main/api/gateway-calls';
import type { ApiParts } from '../../../main/api/parts';
import { gatewayState } from '../../../main/contract/gateway-state';
import { ForwardBench } from '../../support/forward-bench';

const team = {
  id: 'team',
  kind: 'pushgateway' as const,
  urls: ['http://up:9091', 'http://down:9091'],
  gzip: false,
};

function started() {
  const bench = new ForwardBench();
  bench.at('http://down:9091').isUp = false;
  bench.start({ instance: 'web1', interval: '10s', destinations: [team] });
  const parts: Pick<ApiParts, 'engine' | 'gateway'> = bench;
  return { bench, calls: gatewayCalls(parts) };
}

async function stateOf({ calls }: ReturnType<typeof started>) {
  const state = await calls['gateway.state']({});
  if (!state.ok) throw new Error(state.error.message);
  return gatewayState.parse(state.value);
}

describe("the state of this machine's own gateway", () => {
  it('says of each group how it stands at each address that it is forwarded to', async () => {
    const app = started();
    app.bench.push({ job: 'backup' }, 'done 1\n');
    await app.bench.clock.advance(1_000);
    const [group] = (await stateOf(app)).groups;
    expect(group).toMatchObject({ groupingKey: { job: 'backup' }, series: 1, lastPushFailed: false });
    expect(group?.forwarded).toEqual([
      { destination: 'team', url: 'http://up:9091', state: 'delivered', atMs: expect.any(Number) },
      {
        destination: 'team',
        url: 'http://down:9091',
        state: 'failing',
        problem: expect.stringContaining('http://down:9091'),
      },
    ]);
  });

  it("says of a group that holds nothing yet, and of this machine's own, that they are forwarded nowhere", async () => {
    const app = started();
    app.bench.gateway.noteFailure({ job: 'failed' });
    app.bench.push({ job: 'pushtray', instance: 'web1' }, 'own 1\n');
    await app.bench.clock.advance(1_000);
    const { groups } = await stateOf(app);
    expect(groups.map(({ forwarded, isOwn }) => [forwarded, isOwn])).toEqual([
      [[], false],
      [[], true],
    ]);
  });

  it('counts all refused pushes, beyond those that are kept', async () => {
    const app = started();
    const push = { method: 'PUT', path: '/metrics/job/x', status: 400, message: '', faults: [] } as const;
    for (let count = 0; count < 25; count += 1) app.bench.gateway.refused.add(push);
    const { refused, refusedPushes } = await stateOf(app);
    expect([refused.length, refusedPushes]).toEqual([20, 25]);
  });
});

describe('a group as it is shown', () => {
  it('is its text as a scrape would have it, without those of others', async () => {
    const { bench, calls } = started();
    bench.push({ job: 'backup' }, '# HELP done Whether.\n# TYPE done gauge\ndone{disk="a"} 1\n');
    bench.push({ job: 'other' }, 'other 1\n');
    expect(await calls['gateway.group']({ groupingKey: { job: 'backup' } })).toEqual({
      ok: true,
      value: {
        text: '# HELP done Whether.\n# TYPE done gauge\ndone{disk="a",instance="",job="backup"} 1\n',
        textCut: false,
      },
    });
    expect(await calls['gateway.group']({ groupingKey: { job: 'nobody' } })).toMatchObject({
      error: { code: 'not_found', message: expect.stringContaining('{job="nobody"}') },
    });
  });

  it('is cut where it is too long to be shown', async () => {
    const { bench, calls } = started();
    bench.push({ job: 'long' }, Array.from({ length: 9000 }, (_, n) => `long{number="${n}"} 1\n`).join(''));
    const long = await calls['gateway.group']({ groupingKey: { job: 'long' } });
    expect(long.ok && [long.value.textCut, long.value.text.length]).toEqual([true, 262_144]);
  });
});

describe('deleting a group', () => {
  it('takes it from here and from wherever it was forwarded to', async () => {
    const { bench, calls } = started();
    const groupingKey = { job: 'backup' };
    bench.push(groupingKey, 'done 1\n');
    await bench.clock.advance(1_000);
    expect(bench.at('http://up:9091').groups.has('{job="backup"}')).toBe(true);
    expect(await calls['gateway.delete']({ groupingKey })).toEqual({ ok: true, value: {} });
    await bench.clock.advance(1_000);
    expect(bench.at('http://up:9091').groups.has('{job="backup"}')).toBe(false);
    expect(await calls['gateway.delete']({ groupingKey })).toMatchObject({
      error: { code: 'not_found', message: expect.stringContaining('{job="backup"}') },
    });
  });
});
