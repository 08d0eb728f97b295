import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type KeptGateway, openGateway } from '../../../main/gateway/kept-gateway';
import { encodeText } from '../../../main/metrics/encode';
import type { Labels } from '../../../main/metrics/model';
import { parseText } from '../../../main/metrics/parse';
import { FakeClock } from '../../support/fake-clock';
import { RecordingLogger } from '../../support/recording-logger';
import { tempDir } from '../../support/temp-dir';

let file: string;
let clock: FakeClock;
let logger: RecordingLogger;
let groupTtlMs: number | undefined;

beforeEach(() => {
  file = join(tempDir(), 'gateway.jsonl');
  clock = new FakeClock(1_000_000);
  logger = new RecordingLogger();
  groupTtlMs = undefined;
});

function open(): KeptGateway {
  return openGateway({
    file,
    clock,
    logger,
    ownKey: () => ({ job: 'pushtray', instance: 'here' }),
    ownTypes: () => new Map(),
    groupTtlMs: () => groupTtlMs,
  });
}

function put({ gateway }: KeptGateway, groupingKey: Labels, text: string): void {
  const { families } = parseText(text, { timestamps: 'keep' });
  gateway.push({ method: 'PUT', groupingKey, families });
}

function shown({ gateway }: KeptGateway): string {
  return encodeText(gateway.families());
}

const odd = `# HELP m A \\\\ and\\na line.
# TYPE m gauge
m{a="\\"\\n"} NaN
m{a="2"} -Inf
# TYPE h histogram
h_bucket{le="0.5"} 1
h_bucket{le="+Inf"} 2
h_sum 1
h_count 2
`;

describe('groups', () => {
  it('outlive an orderly end, with everything that is shown of them', async () => {
    const first = open();
    put(first, { job: 'x', path: '/var/tmp' }, odd);
    put(first, { job: 'y', instance: '' }, 'm2 1 5\n');
    put(first, { job: 'z' }, '');
    const before = { text: shown(first), groups: first.gateway.groups() };
    await first.close();
    await clock.advance(5000);
    const second = open();
    expect(second).not.toHaveProperty('notice');
    expect({ text: shown(second), groups: second.gateway.groups() }).toEqual(before);
  });

  it('are written some time after a change, several changes together', async () => {
    const kept = open();
    put(kept, { job: 'x' }, 'm 1\n');
    put(kept, { job: 'y' }, 'm 1\n');
    expect(readdirSync(dirname(file))).toEqual([]);
    await clock.advance(2000);
    await vi.waitFor(() => expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(4));
    expect(shown(open())).toBe(shown(kept));
  });

  it('are written again when they changed while they were written', async () => {
    const kept = open();
    put(kept, { job: 'x' }, 'm 1\n');
    await clock.advance(2000);
    put(kept, { job: 'x' }, 'm 2\n');
    await vi.waitFor(() => expect(clock.waiting).toBe(1));
    await clock.advance(2000);
    await vi.waitFor(() => expect(shown(open())).toBe(shown(kept)));
    expect(logger.entries).toEqual([]);
  });

  it('that were deleted or have outlived their time do not come back', async () => {
    groupTtlMs = 60_000;
    const first = open();
    put(first, { job: 'x' }, 'm 1\n');
    put(first, { job: 'y' }, 'm 1\n');
    first.gateway.delete({ job: 'x' });
    await first.close();
    await clock.advance(60_000);
    expect(open().gateway.groups()).toEqual([]);
    expect(logger.entries).toContainEqual({
      level: 'info',
      message: 'group expired',
      fields: { group: '{job="y"}' },
    });
  });

  it('come back with a time to live of their own, and go when it is over', async () => {
    const first = open();
    first.gateway.push({ method: 'PUT', groupingKey: { job: 'x' }, families: [], ttlMs: 60_000 });
    await first.close();
    await clock.advance(30_000);
    const second = open();
    expect(second.gateway.groups()).toMatchObject([{ groupingKey: { job: 'x' }, ttlMs: 60_000 }]);
    await clock.advance(30_000);
    expect(second.gateway.groups()).toEqual([]);
  });

  it('of this machine itself are not kept, and cause no writing', async () => {
    const kept = open();
    put(kept, { job: 'pushtray', instance: 'here' }, 'm 1\n');
    expect(clock.waiting).toBe(0);
    put(kept, { job: 'x' }, 'm 1\n');
    await kept.close();
    expect(open().gateway.groups()).toMatchObject([{ groupingKey: { job: 'x' } }]);
  });

  it('that do not go together are left out, and the log says why', async () => {
    const first = open();
    put(first, { job: 'x' }, '# TYPE m gauge\nm 1\n');
    put(first, { job: 'y' }, '# TYPE m gauge\nm 1\n');
    await first.close();
    const lines = readFileSync(file, 'utf8').split('\n');
    lines[2] = lines[2]?.replace('gauge', 'counter') ?? '';
    writeFileSync(file, lines.join('\n'));
    const second = open();
    expect(second.gateway.groups()).toMatchObject([{ groupingKey: { job: 'x' } }]);
    expect(logger.entries).toMatchObject([{ level: 'warn', fields: { group: '{job="y"}' } }]);
  });
});

describe('a file that cannot be read', () => {
  it('is kept aside and named, and the gateway begins empty', async () => {
    writeFileSync(file, 'no groups');
    const kept = open();
    const [aside = ''] = readdirSync(dirname(file));
    expect(aside).toMatch(/^gateway\.jsonl\.invalid-/);
    expect(readFileSync(join(dirname(file), aside), 'utf8')).toBe('no groups');
    expect(kept.notice).toContain(aside);
    expect(kept.gateway.groups()).toEqual([]);
    put(kept, { job: 'x' }, 'm 1\n');
    await kept.close();
    expect(open().gateway.groups()).toHaveLength(1);
  });

  it('of a newer Pushtray is kept aside too', () => {
    writeFileSync(file, '{"format":"pushtray gateway","version":2,"groups":0}\n');
    expect(open().notice).toContain('newer');
  });
});

it('says once that groups cannot be written, and tries again later', async () => {
  file = join(tempDir(), 'nowhere', 'gateway.jsonl');
  const kept = open();
  for (let round = 0; round < 3; round += 1) {
    put(kept, { job: 'x' }, `m ${round}\n`);
    await clock.advance(60_000);
    await vi.waitFor(() => expect(clock.waiting).toBe(1));
  }
  expect(logger.entries).toHaveLength(1);
  expect(logger.entries[0]?.fields?.['reason']).toContain(file);
  await kept.close();
  expect(clock.waiting).toBe(0);
});
