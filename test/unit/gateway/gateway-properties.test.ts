import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Gateway } from '../../../main/gateway/gateway';
import { makeGateway } from '../../../main/gateway/group-store';
import type { MetricFamily, Sample } from '../../../main/metrics/model';
import { validateFamilies } from '../../../main/metrics/validate';
import { FakeClock } from '../../support/fake-clock';

/** Few names, labels and values, so that they meet often. */
const labels = fc.dictionary(fc.constantFrom('a', 'instance', 'job', 'le'), fc.constantFrom('', '1', '2'), {
  maxKeys: 3,
});
const groupingKey = fc
  .tuple(fc.constantFrom('x', 'y'), labels)
  .map(([job, others]): Record<string, string> => ({ ...others, job }));

const plainFamily = fc
  .record({
    name: fc.constantFrom('m', 'h', 'h_count', 'push_time_seconds'),
    type: fc.constantFrom('gauge', 'counter', 'untyped'),
    labelSets: fc.array(labels, { maxLength: 3 }),
  })
  .map(
    ({ name, type, labelSets }): MetricFamily => ({
      name,
      type,
      help: '',
      samples: labelSets.map((set) => ({ name, labels: set, value: 1 })),
    }),
  );

const histogramFamily = fc
  .record({
    name: fc.constantFrom('h', 'm', 'push_time_seconds'),
    labelSets: fc.array(labels, { maxLength: 2 }),
  })
  .map(
    ({ name, labelSets }): MetricFamily => ({
      name,
      type: 'histogram',
      help: '',
      samples: labelSets.flatMap(({ le: _, ...set }) => histogramSamples(name, set)),
    }),
  );

function histogramSamples(name: string, set: Record<string, string>): Sample[] {
  return [
    { name: `${name}_bucket`, labels: { ...set, le: '+Inf' }, value: 1 },
    { name: `${name}_sum`, labels: set, value: 1 },
    { name: `${name}_count`, labels: set, value: 1 },
  ];
}

const push = fc
  .record({
    method: fc.constantFrom('PUT', 'POST'),
    groupingKey,
    families: fc.array(fc.oneof(plainFamily, histogramFamily), { maxLength: 3 }),
  })
  .map(({ families, ...rest }) => ({ ...rest, families: validateFamilies(families).families }));

const step = fc.oneof(
  { weight: 4, arbitrary: push.map((made) => (gateway: Gateway) => void gateway.push(made)) },
  { weight: 1, arbitrary: groupingKey.map((key) => (gateway: Gateway) => gateway.delete(key)) },
);

const limits = { maxSeries: 12, maxGroups: 5 };

function gatewayAfter(steps: readonly ((gateway: Gateway) => void)[]): Gateway {
  const gateway = makeGateway({
    clock: new FakeClock(),
    ownTypes: () => new Map([['m_sum', 'gauge']]),
    limits,
  });
  for (const take of steps) take(gateway);
  return gateway;
}

it('any sequence of pushes and deletions leaves families that are valid together', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const families = gatewayAfter(steps).families();
      expect(validateFamilies(families)).toEqual({ families, faults: [] });
    }),
    { numRuns: 500 },
  );
});

it('any sequence of pushes and deletions stays within the limits', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const groups = gatewayAfter(steps).groups();
      expect(groups.length).toBeLessThanOrEqual(limits.maxGroups);
      const series = groups.flatMap(({ families }) => families.flatMap(({ samples }) => samples));
      expect(series.length).toBeLessThanOrEqual(limits.maxSeries);
    }),
  );
});

it('after any sequence of pushes, deleting every group makes room for everything again', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), push, (steps, last) => {
      const gateway = gatewayAfter(steps);
      for (const { groupingKey: key } of gateway.groups()) gateway.delete(key);
      expect(gateway.families()).toEqual([]);
      expect(gateway.push(last)).toEqual(gatewayAfter([]).push(last));
    }),
  );
});
