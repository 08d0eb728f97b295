import { describe, expect, it, onTestFinished } from 'vitest';
import { openNetlink } from '../../main/platform/netlink';

const netlinkRoute = 0;

describe.skipIf(process.platform !== 'linux')('netlink (needs Linux)', () => {
  it('never waits: nothing to read is a part that is missing', () => {
    const socket = opened(netlinkRoute);
    expect(socket.receive(new Uint8Array(100))).toMatchObject({
      ok: false,
      error: { code: 'interrupted', message: expect.stringContaining('EAGAIN') },
    });
  });

  it('gives an answer whole, or says how long it is', () => {
    const socket = opened(netlinkRoute);
    // A message of an unknown type: the kernel sends it back in an error.
    const question = new Uint8Array(16);
    new Uint32Array(question.buffer)[0] = 16;
    new Uint16Array(question.buffer).set([0x7fff, 0x1], 2);
    for (const size of [1000, 8]) {
      expect(socket.send(question)).toEqual({ ok: true, value: undefined });
      const received = socket.receive(new Uint8Array(size));
      if (size === 1000) expect(received).toEqual({ ok: true, value: 36 });
      else expect(received).toMatchObject({ error: { message: expect.stringContaining('36 bytes') } });
    }
  });

  it('says why when the kernel has no such protocol, and when it is used after its end', () => {
    expect(openNetlink(9999)).toMatchObject({
      ok: false,
      error: { code: 'unavailable', message: expect.stringContaining('EPROTONOSUPPORT') },
    });
    const socket = opened(netlinkRoute);
    socket.close();
    expect(socket.send(new Uint8Array(16))).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  });
});

function opened(protocol: number) {
  const socket = openNetlink(protocol);
  if (!socket.ok) throw new Error(socket.error.message);
  onTestFinished(() => socket.value.close());
  return socket.value;
}
