import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { canMakeNamespaces, gateway, makeNamespace, type Namespace } from '../support/netns';

const script = resolve(__dirname, '../support/programs/network-in-use.ts');

async function networkIn({ exec }: Namespace, platform: NodeJS.Platform): Promise<unknown> {
  const { stdout } = await exec(process.execPath, ['--import', 'tsx', script, platform]);
  return JSON.parse(stdout);
}

describe.skipIf(!canMakeNamespaces)('the network in use (needs root on Linux)', () => {
  let namespace: Namespace;
  beforeAll(async () => {
    namespace = await makeNamespace();
  });
  afterAll(() => namespace.remove());

  it('is none without a default route', async () => {
    expect(await networkIn(namespace, 'linux')).toEqual({ ok: true });
    expect(await networkIn(namespace, 'darwin')).toEqual({ ok: true });
  });

  it('has interface, own address and gateway of the default route', async () => {
    await namespace.addGateway();
    const own = { interface: 'up0', address: '10.99.0.2' };
    // The kernel takes a moment to find the carrier.
    await vi.waitFor(
      async () =>
        expect(await networkIn(namespace, 'linux')).toEqual({
          ok: true,
          value: { ...own, gateway: gateway.ipv4 },
        }),
      { timeout: 20_000 },
    );
    expect(await networkIn(namespace, 'darwin')).toMatchObject({ value: own });
  });

  it('is that of IPv6 where there is no other', async () => {
    await namespace.exec('ip', ['route', 'delete', 'default']);
    const own = { interface: 'up0', address: 'fd99::2' };
    expect(await networkIn(namespace, 'linux')).toEqual({
      ok: true,
      value: { ...own, gateway: gateway.ipv6 },
    });
    expect(await networkIn(namespace, 'darwin')).toMatchObject({ value: own });
  });

  it('has no gateway where the default route leads straight onto the interface', async () => {
    await namespace.exec('ip', ['route', 'add', 'default', 'dev', 'up0']);
    expect(await networkIn(namespace, 'linux')).toEqual({
      ok: true,
      value: { interface: 'up0', address: '10.99.0.2' },
    });
  });

  it('is none while its interface has no link', async () => {
    await namespace.exec('ip', ['link', 'set', 'up0', 'down']);
    expect(await networkIn(namespace, 'linux')).toEqual({ ok: true });
    expect(await networkIn(namespace, 'darwin')).toEqual({ ok: true });
  });
});
