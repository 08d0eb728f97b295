import { describe, expect, it } from 'vitest';
import { destinationCalls } from '../../../main/api/destination-calls';
import type { ApiParts } from '../../../main/api/parts';
import { failure, success } from '../../../main/outcome';
import { settingsSchema } from '../../../main/settings/schema/settings';
import { FakeClock } from '../../support/fake-clock';

const settings = settingsSchema.parse({
  version: 1,
  destinations: [
    { id: 'team', kind: 'pushgateway', urls: ['http://a:9091'], prometheusUrl: 'http://p:9090' },
  ],
});

type Wait = Parameters<ApiParts['arrival']>[1];

/** Pushes that end as told, and a Prometheus that has all that was asked for. */
function verifying(pushes: readonly { ok: boolean; errorMessage?: string }[]) {
  const clock = new FakeClock();
  const waits: Wait[] = [];
  const calls = destinationCalls({
    clock,
    engine: {
      pushNow: () => Promise.resolve(success(pushes)),
      deliveredTimes: (id: string) => new Set(id === 'team' ? [clock.nowMs()] : []),
    },
    settings: { current: () => settings },
    arrival: (_: unknown, wait: Wait) => {
      waits.push(wait);
      return Promise.resolve(success({ measuredAtMs: wait.measuredSinceMs, foundAtMs: clock.nowMs() }));
    },
  } as Partial<Record<keyof ApiParts, unknown>> as ApiParts);
  return { clock, waits, verify: (destination: string) => calls['destination.verify']({ destination }) };
}

describe('verifying that a destination leads to Prometheus', () => {
  it('pushes and asks for what is measured from now on', async () => {
    const { clock, waits, verify } = verifying([{ ok: false, errorMessage: 'Down.' }, { ok: true }]);
    const nowMs = clock.nowMs();
    expect(await verify('team')).toEqual(success({ measuredAtMs: nowMs, foundAtMs: nowMs }));
    expect(waits).toMatchObject([{ measuredSinceMs: nowMs }]);
    expect(waits[0]?.delivered()).toEqual(new Set([nowMs]));
  });

  it('asks nobody when no push was delivered', async () => {
    const { waits, verify } = verifying([{ ok: false, errorMessage: 'Down.' }]);
    expect(await verify('team')).toEqual(failure('not_delivered', 'Down.'));
    expect(waits).toEqual([]);
  });

  it('knows only the destinations of settings', async () => {
    expect(await verifying([]).verify('other')).toMatchObject({ error: { code: 'not_found' } });
  });
});
