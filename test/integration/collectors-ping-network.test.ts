import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collectIn } from '../support/collect-in';
import { canMakeNamespaces, gateway, makeNamespace, type Namespace } from '../support/netns';
import { samplesOf } from '../support/samples';
import { withNameServer } from '../support/with-name-server';

const otherGateway = '10.99.0.7';
const [nameServer, otherNameServer] = ['127.0.0.9', '127.0.0.11'];

describe.skipIf(!canMakeNamespaces)('ping from network to network (needs root on Linux)', () => {
  let namespace: Namespace;
  beforeEach(async () => {
    namespace = await makeNamespace();
    await namespace.addGateway();
    const peer = `${namespace.name}-gw`;
    await namespace.exec('ip', ['-n', peer, 'address', 'add', `${otherGateway}/24`, 'dev', 'up0']);
  });
  afterEach(() => namespace.remove());

  it.each(['burst', 'continuous'])('goes to the gateway and the name server of now: %s', async (mode) => {
    const targets = ['gateway', 'dns'].map((host) => ({ name: host, host }));
    const settings = { id: 'p', kind: 'ping', mode, spacing: '200ms', targets };
    const move = `ip route replace default via ${otherGateway}; echo nameserver ${otherNameServer} > /etc/resolv.conf`;
    const request = { settings, cycles: 2, limitMs: 3_000, between: ['sh', '-c', move] } as const;
    const [before, after] = await collectIn(withNameServer(namespace, nameServer), request);
    expect(before?.targets).toMatchObject([
      { name: 'gateway', ip: gateway.ipv4, outcome: 'reply', lossRatio: 0 },
      { name: 'dns', ip: nameServer, outcome: 'reply', lossRatio: 0 },
    ]);
    expect(after?.targets).toMatchObject([
      { name: 'gateway', ip: otherGateway, outcome: 'reply', lossRatio: 0 },
      { name: 'dns', ip: otherNameServer, outcome: 'reply', lossRatio: 0 },
    ]);
    const received = samplesOf(after?.families ?? [], 'ping_packets_received_total');
    const counted = Object.keys(received);
    expect(counted).toEqual([
      `target=gateway,ip=${otherGateway},ip_version=4`,
      `target=dns,ip=${otherNameServer},ip_version=4`,
    ]);
  });
});
