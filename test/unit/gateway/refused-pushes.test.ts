import { describe, expect, it } from 'vitest';
import { RefusedPushes } from '../../../main/gateway/refused-pushes';
import { FakeClock } from '../../support/fake-clock';

const push = { method: 'PUT', path: '/metrics/job/x', status: 400, message: 'no', faults: [] } as const;

function bodyOf(body: Uint8Array) {
  const refused = new RefusedPushes(new FakeClock(1000));
  refused.add(push, body);
  return refused.list()[0]?.body;
}

describe('refused pushes', () => {
  it('are kept with the time, the answer and the body', () => {
    const refused = new RefusedPushes(new FakeClock(1000));
    refused.add({ ...push, groupingKey: { job: 'x' } }, Buffer.from('m{ 1\n'));
    expect(refused.list()).toEqual([
      {
        ...push,
        groupingKey: { job: 'x' },
        atMs: 1000,
        body: { text: 'm{ 1\n', base64: false, bytes: 5, cut: false },
      },
    ]);
  });

  it('are the last twenty, the newest first', () => {
    const refused = new RefusedPushes(new FakeClock());
    for (let number = 1; number <= 25; number += 1) refused.add({ ...push, message: `${number}` });
    expect(refused.list().map(({ message }) => Number(message))).toEqual(
      Array.from({ length: 20 }, (_, index) => 25 - index),
    );
    expect(refused.list()[0]).not.toHaveProperty('body');
  });

  it('keep the beginning of a large body, cut between characters', () => {
    const body = bodyOf(Buffer.from('ä'.repeat(20_000).replace(/^ä/, 'a')));
    expect(body).toMatchObject({ base64: false, bytes: 39_999, cut: true });
    expect(body?.text).toBe(`a${'ä'.repeat(8191)}`);
  });

  it('keep as base64 what is not UTF-8', () => {
    expect(bodyOf(Buffer.from([0xff, 0x00]))).toEqual({ text: '/wA=', base64: true, bytes: 2, cut: false });
  });
});
