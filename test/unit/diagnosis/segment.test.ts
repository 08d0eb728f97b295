import { describe, expect, it } from 'vitest';
import { placeOf, segmentOfUrl } from '../../../main/diagnosis/segment';

const gatewayIp = '192.168.1.1';

describe('a target', () => {
  it.each([
    [{ kind: 'ping', host: 'gateway' }, 'router'],
    [{ kind: 'ping', host: 'fritz.box', ip: gatewayIp }, 'router'],
    [{ kind: 'dns', host: 'example.org', ip: '93.184.216.34' }, 'resolver'],
    [{ kind: 'ping', host: '1.1.1.1' }, 'internet'],
    [{ kind: 'ping', host: '2606:4700:4700::1111' }, 'internet'],
    [{ kind: 'http', host: 'https://www.example.org/path' }, 'internet'],
    [{ kind: 'http', host: 'https://wiki.example.org/', ip: '10.1.2.3' }, 'local'],
    [{ kind: 'tcp-connect', host: 'db.example.net:5432' }, 'internet'],
    [{ kind: 'tcp-connect', host: '172.31.0.9:5432' }, 'local'],
    [{ kind: 'tcp-connect', host: '[fd12::9]:5432' }, 'local'],
    [{ kind: 'ping', host: '169.254.1.1' }, 'local'],
    [{ kind: 'ping', host: '100.64.0.1' }, 'local'],
    [{ kind: 'ping', host: '172.32.0.1' }, 'internet'],
    [{ kind: 'ping', host: 'printer' }, 'local'],
    [{ kind: 'ping', host: 'nas.local' }, 'local'],
    [{ kind: 'ping', host: '127.0.0.53' }, 'self'],
    [{ kind: 'ping', host: '::1' }, 'self'],
    [{ kind: 'http', host: 'http://localhost:8080/' }, 'self'],
  ] as const)('%j is of the segment %s', (target, segment) => {
    expect(placeOf(undefined, target, gatewayIp).segment).toBe(segment);
  });

  it('is where it was before while its name has no address', () => {
    const host = 'wiki.example.org';
    const before = placeOf(undefined, { kind: 'ping', host, ip: '10.1.2.3' }, gatewayIp);
    expect(placeOf(before, { kind: 'ping', host }, gatewayIp)).toBe(before);
  });

  it('is the router as soon as that has its address', () => {
    const target = { kind: 'ping', host: '192.168.1.1', ip: '192.168.1.1' };
    const before = placeOf(undefined, target, undefined);
    expect(before.segment).toBe('local');
    expect(placeOf(before, target, gatewayIp).segment).toBe('router');
  });

  it.each(['1.1.1.1', 'dns.google', '2620:fe::fe'])('%s speaks for the internet alone', (host) => {
    expect(placeOf(undefined, { kind: 'ping', host }, gatewayIp).isWellKnown).toBe(true);
  });
});

describe('a destination', () => {
  it.each([
    ['http://127.0.0.1:9091', 'self'],
    ['http://10.0.0.4:9091/prefix', 'local'],
    ['https://mimir.example.net/api/v1/push', 'internet'],
    ['http://[::1]:9091', 'self'],
  ] as const)('at %s is of the segment %s', (url, segment) => {
    expect(segmentOfUrl(url)).toBe(segment);
  });
});
