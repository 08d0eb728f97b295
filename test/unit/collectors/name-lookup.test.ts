import { beforeEach, describe, expect, it } from 'vitest';
import { type Lookup, NameLookup } from '../../../main/collectors/probing/name-lookup';

type Answer = Parameters<Lookup>[2];

/** The system's lookup, answered by hand. */
class FakeSystem {
  readonly asked: string[] = [];
  private readonly open = new Map<string, Answer>();

  readonly lookup: Lookup = (name, _options, callback) => {
    this.asked.push(name);
    this.open.set(name, callback);
  };

  answer(name: string, ...ips: readonly string[]): void {
    const found = ips.map((address) => ({ address }));
    this.open.get(name)?.(null, found);
  }

  fail(name: string, code: string): void {
    this.open.get(name)?.(Object.assign(new Error(code), { code }), []);
  }
}

describe('looking up names', () => {
  const timeLimitMs = 30;
  let system: FakeSystem;
  let names: NameLookup;
  beforeEach(() => {
    system = new FakeSystem();
    names = new NameLookup(system.lookup, timeLimitMs);
  });

  it('tells IPv4 from IPv6', async () => {
    const found = [names.find('four'), names.find('six')];
    await turn();
    system.answer('four', '127.0.0.1');
    system.answer('six', '::1');
    expect(await Promise.all(found)).toEqual([
      { ok: true, value: [{ ip: '127.0.0.1', version: 4 }] },
      { ok: true, value: [{ ip: '::1', version: 6 }] },
    ]);
  });

  it.each([
    ['ENOTFOUND', 'no host named "x"'],
    ['EAI_AGAIN', 'no name server answered'],
    ['EAI_FAIL', 'could not be looked up: EAI_FAIL'],
  ])('says why a name has no address: %s', async (code, words) => {
    const found = names.find('x');
    await turn();
    system.fail('x', code);
    expect(await found).toMatchObject({
      error: { code: 'unresolvable', message: expect.stringContaining(words) },
    });
  });

  it.each([
    ['stays', ['127.0.0.1', '127.0.0.2'], ['127.0.0.2', '127.0.0.1'], ['127.0.0.1', '127.0.0.2']],
    ['stays among new ones', ['127.0.0.1'], ['127.0.0.2', '127.0.0.1'], ['127.0.0.1', '127.0.0.2']],
    ['goes', ['127.0.0.1', '127.0.0.2'], ['127.0.0.3', '127.0.0.2'], ['127.0.0.2', '127.0.0.3']],
    ['gives way to another version', ['127.0.0.1', '::1'], ['::1', '127.0.0.1'], ['::1', '127.0.0.1']],
    ['gives way to one that is no longer local', ['fd00::1', '::1'], ['::1', 'fd00::1'], ['::1', 'fd00::1']],
    [
      'stays within its version',
      ['::1', '127.0.0.1'],
      ['127.0.0.2', '127.0.0.1', '::1'],
      ['127.0.0.1', '127.0.0.2', '::1'],
    ],
  ])(
    'keeps to the address of before, whatever the order of the new answer: it %s',
    async (_, before, now, said) => {
      await addressesOf(before);
      expect(await addressesOf(now)).toEqual(said);
    },
  );

  async function addressesOf(ips: readonly string[]): Promise<string[]> {
    const found = names.find('several');
    await turn();
    system.answer('several', ...ips);
    const answer = await found;
    return answer.ok ? answer.value.map(({ ip }) => ip) : [];
  }

  it('asks anew each time', async () => {
    for (const ip of ['127.0.0.1', '127.0.0.2']) {
      const found = names.find('moving');
      await turn();
      system.answer('moving', ip);
      expect(await found).toMatchObject({ value: [{ ip }] });
    }
  });

  it('gives up on a name after its time limit, and does not ask twice at once', async () => {
    expect(await names.find('dead')).toMatchObject({
      error: { message: expect.stringContaining('no answer within') },
    });
    expect(await names.find('dead')).toMatchObject({ ok: false });
    expect(system.asked).toEqual(['dead']);
  });

  it('takes the late answer to an earlier question', async () => {
    await names.find('slow');
    const found = names.find('slow');
    system.answer('slow', '127.0.0.1');
    expect(await found).toMatchObject({ value: [{ ip: '127.0.0.1' }] });
  });

  it('keeps two at most waiting for the system at a time', async () => {
    const found = ['a', 'b', 'c'].map((name) => names.find(name));
    await turn();
    expect(system.asked).toEqual(['a', 'b']);
    for (const name of ['a', 'b', 'c']) {
      system.answer(name, '127.0.0.1');
      await turn();
    }
    expect((await Promise.all(found)).every(({ ok }) => ok)).toBe(true);
  });

  it('does not let names that hang keep the others from being looked up again', async () => {
    await Promise.all([names.find('dead1'), names.find('dead2')]);
    system.fail('dead1', 'EAI_AGAIN');
    system.fail('dead2', 'EAI_AGAIN');
    await turn();
    const found = ['dead1', 'dead2', 'good'].map((name) => names.find(name));
    await turn();
    expect(system.asked.slice(2)).toEqual(['dead1', 'good']);
    system.answer('good', '127.0.0.1');
    expect(await found[2]).toMatchObject({ ok: true });
    system.fail('dead1', 'EAI_AGAIN');
    await turn();
    system.fail('dead2', 'EAI_AGAIN');
    await Promise.all(found);
  });
});

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
