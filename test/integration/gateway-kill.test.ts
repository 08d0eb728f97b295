import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { openGateway } from '../../main/gateway/kept-gateway';
import { FakeClock } from '../support/fake-clock';
import { startProgram } from '../support/program';
import { RecordingLogger } from '../support/recording-logger';
import { tempDir } from '../support/temp-dir';

const kills = 8;

function rounds(file: string): number[][] {
  const logger = new RecordingLogger();
  const { gateway, notice } = openGateway({
    file,
    clock: new FakeClock(),
    logger,
    ownKey: () => ({ job: 'pushtray' }),
    ownTypes: () => new Map(),
  });
  expect({ notice, entries: logger.entries }).toEqual({ notice: undefined, entries: [] });
  return gateway
    .groups()
    .map(({ families }) => families.flatMap(({ samples }) => samples.map(({ value }) => value)));
}

describe('a gateway that is killed', () => {
  it(`comes back with whole groups, ${kills} times over`, async () => {
    const file = join(tempDir(), 'gateway.jsonl');
    for (let kill = 0; kill < kills; kill += 1) {
      const writer = startProgram('gateway-writer', { args: [file] });
      await writer.line();
      await vi.waitFor(() => expect(existsSync(file)).toBe(true), { timeout: 20_000 });
      await wait(Math.random() * 200);
      writer.child.kill('SIGKILL');
      await writer.ended();
      const groups = rounds(file);
      expect(groups.map((values) => values.length)).toEqual([2000, 2000, 2000]);
      for (const values of groups) expect(new Set(values).size).toBe(1);
      expect(readdirSync(dirname(file)).filter((name) => !/^gateway\.jsonl(\.new)?$/.test(name))).toEqual([]);
    }
  }, 120_000);
});
