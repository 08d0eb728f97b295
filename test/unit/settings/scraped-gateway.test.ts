import { describe, expect, it } from 'vitest';
import { checkSettings } from '../../../main/settings/file/parse';

describe('a collector that scrapes', () => {
  it.each([
    ['the Pushgateway that is pushed to', 'http://gateway:9091/metrics', 'http://gateway:9091'],
    ['it by another of its names', 'http://LOCALHOST:9091/metrics', 'http://127.0.0.1:9091/'],
    ['it with its port left out', 'https://gateway:443/metrics', 'https://gateway'],
    ['it below a path', 'http://proxy/push/metrics?name[]=up', 'http://proxy/push/'],
  ])('may not name %s', (_title, url, gateway) => {
    const { error } = check({ url }, { urls: ['http://other:9091', gateway] });
    expect(error?.faults).toEqual([
      { line: 0, column: 0, path: 'collectors.0.url', message: expect.stringContaining('"team" pushes') },
    ]);
    expect(error?.faults?.[0]?.message).toMatch(/pushed again.*Scrape the exporters themselves$/);
  });

  it.each([
    ['another page of the same server', { url: 'http://gateway:9091/node/metrics' }, {}],
    ['another port', { url: 'http://gateway:9100/metrics' }, {}],
    ['the page while it is off', { url: 'http://gateway:9091/metrics', enabled: false }, {}],
    ['the page while the destination is off', { url: 'http://gateway:9091/metrics' }, { enabled: false }],
  ])('may name %s', (_title, scrape, destination) => {
    expect(check(scrape, { urls: ['http://gateway:9091'], ...destination }).error).toBeUndefined();
  });

  it('leaves what is no address yet, as in a form, to its own field', () => {
    const { error } = check({ url: 'node' }, { urls: [''] });
    expect(error?.faults?.map(({ path }) => path)).toEqual(['collectors.0.url', 'destinations.0.urls.0']);
  });

  it('may name a Prometheus that takes remote write: its own metrics are not what was pushed', () => {
    const destination = { kind: 'remote-write', url: 'http://prometheus:9090/api/v1/write' };
    expect(check({ url: 'http://prometheus:9090/metrics' }, destination).error).toBeUndefined();
  });
});

function check(scrape: object, destination: object) {
  const checked = checkSettings({
    version: 1,
    collectors: [{ id: 'node', kind: 'scrape', ...scrape }],
    destinations: [{ id: 'team', kind: 'pushgateway', ...destination }],
  });
  return checked.ok ? { error: undefined } : checked;
}
