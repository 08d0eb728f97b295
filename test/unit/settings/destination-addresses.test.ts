import { describe, expect, it } from 'vitest';
import { destinationSettings } from '../../../main/settings/schema/destinations';

function faults(settings: object): string[] {
  const checked = destinationSettings.safeParse({
    id: 'team',
    kind: 'pushgateway',
    urls: ['http://a:9091'],
    ...settings,
  });
  return checked.success
    ? []
    : checked.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
}

describe('a Pushgateway in settings', () => {
  it('has one address or several, none of them twice', () => {
    expect(faults({ urls: ['http://a:9091', 'http://b:9091'], mode: 'failover' })).toEqual([]);
    expect(faults({ urls: [] })).toEqual(['urls must hold at least one address']);
    expect(faults({ urls: ['http://a:9091', 'http://a:9091'] })).toEqual(['urls.1 is there twice']);
    expect(faults({ mode: 'random' })).toEqual(['mode must be "all" or "failover"']);
  });

  it('has headers that are texts or secrets, and none that Pushtray sets itself', () => {
    expect(faults({ headers: { 'X-A': 'b', 'X-Key': { secret: 'key' } } })).toEqual([]);
    expect(faults({ headers: { 'X-A': 1 } })).toEqual(['headers.X-A must be a text or hold "secret"']);
    expect(faults({ headers: { 'X-A': 'ä' } })).not.toEqual([]);
    expect(faults({ headers: { Authorization: 'x' } })).not.toEqual([]);
  });

  it('has certificate and key together, and files by their absolute paths', () => {
    expect(
      faults({ tls: { caFile: '/etc/ca.pem', certFile: 'C:\\c.pem', keyFile: '\\\\host\\k.pem' } }),
    ).toEqual([]);
    expect(faults({ tls: { certFile: '/c.pem' } })).toEqual([
      'tls must hold both "certFile" and "keyFile", or neither',
    ]);
    expect(faults({ tls: { caFile: 'ca.pem' } })).toEqual(['tls.caFile must be an absolute path']);
  });

  it('cannot be told not to check certificates', () => {
    expect(faults({ tls: { insecureSkipVerify: true } })).not.toEqual([]);
  });
});
