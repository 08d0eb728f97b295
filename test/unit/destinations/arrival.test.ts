import { describe, expect, it } from 'vitest';
import { awaitArrival } from '../../../main/destinations/arrival';
import { success } from '../../../main/outcome';
import type { HttpClient } from '../../../main/platform/http-client';
import { FakeClock } from '../../support/fake-clock';

const question = {
  prometheusUrl: 'http://p:9090/',
  groupingKey: { job: 'pushtray', instance: 'a"b' },
  isWritten: false,
};
const beat = 'pushtray_heartbeat_timestamp_seconds';

type Samples = readonly (readonly [atSeconds: number, value: number])[];

/** A Prometheus that has these samples, and what it was asked. */
function prometheus(series: Readonly<Record<string, Samples>>) {
  const queries: string[] = [];
  const result = Object.entries(series).map(([name, samples]) => ({
    metric: { __name__: name, job: 'pushtray' },
    values: samples.map(([atSeconds, value]) => [atSeconds, String(value)]),
  }));
  const http: HttpClient = {
    close: () => {},
    request: ({ url }) => {
      queries.push(new URL(url).searchParams.get('query') ?? '');
      const body = JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } });
      return Promise.resolve(success({ status: 200, headers: {}, body }));
    },
  };
  return { http, queries };
}

const foundAtMs = new FakeClock().nowMs();

async function arrival(
  http: HttpClient,
  measuredSinceMs: number,
  delivered?: readonly number[],
  isWritten = false,
) {
  const clock = new FakeClock();
  const waiting = awaitArrival(
    http,
    { ...question, isWritten },
    {
      measuredSinceMs,
      ...(delivered && { delivered: () => new Set(delivered) }),
      withinMs: 3_000,
      clock,
      signal: new AbortController().signal,
    },
  );
  await clock.advance(10_000);
  return waiting;
}

describe('whether a push arrived', () => {
  it('is told by a heartbeat that this destination took, with the push time that was read with it', async () => {
    const { http, queries } = prometheus({
      [beat]: [
        [100, 99],
        [115, 113.25],
        [130, 128],
      ],
      push_time_seconds: [
        [115, 113.5],
        [130, 128.5],
      ],
    });
    expect(await arrival(http, 100_000, [113_250])).toEqual(
      success({ measuredAtMs: 113_250, pushedAtMs: 113_500, scrapedAtMs: 115_000, foundAtMs }),
    );
    expect(queries[0]).toBe(
      String.raw`{__name__=~"pushtray_heartbeat_timestamp_seconds|push_time_seconds",job="pushtray",instance="a\"b"}[60s]`,
    );
  });

  it('says of what was written there, with our time, only by when a query had it', async () => {
    const { http } = prometheus({ [beat]: [[114.9, 114.9]] });
    expect(await arrival(http, 100_000, [114_900], true)).toEqual(
      success({ measuredAtMs: 114_900, foundAtMs }),
    );
  });

  it('is not told by a newer one that came another way', async () => {
    const { http } = prometheus({ [beat]: [[115, 114.9]] });
    expect(await arrival(http, 100_000, [113_250])).toMatchObject({
      error: { code: 'not_arrived', message: expect.stringContaining('came another way') },
    });
  });

  it('is told by whatever is new enough where it is not known what the destination took', async () => {
    const { http } = prometheus({ [beat]: [[115, 114.9]] });
    expect(await arrival(http, 100_000)).toEqual(
      success({ measuredAtMs: 114_900, scrapedAtMs: 115_000, foundAtMs }),
    );
  });

  it('is asked again until the time is over, and the newest that is there is named', async () => {
    const { http, queries } = prometheus({ [beat]: [[100, 99]] });
    expect(await arrival(http, 100_000, [113_250])).toMatchObject({
      error: { code: 'not_arrived', message: expect.stringContaining('1970-01-01T00:01:39.000Z') },
    });
    expect(queries.length).toBeGreaterThan(2);
  });
});
