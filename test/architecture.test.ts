import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type House, inspectHouse } from './support/house';

const root = resolve(__dirname, '..');
const tsConfig = resolve(root, 'tsconfig.base.json');

describe('the house', () => {
  let house: House;
  beforeAll(async () => {
    house = await inspectHouse(root, tsConfig);
  }, 60_000);

  it('is really looked at', () => {
    expect(house.moduleCount).toBeGreaterThan(30);
  });

  it('has no arrow that the table of rooms forbids', () => {
    expect(house.wrongArrows).toEqual([]);
  });

  it('has no circle', () => {
    expect(house.circles).toEqual([]);
  });

  it('lets nothing that the command reaches import electron', () => {
    expect(house.electronBehindCli).toEqual([]);
  });
});

describe('the check itself, on a house built wrong on purpose', () => {
  it('names every wrong arrow, type-only imports and guarded modules too', async () => {
    const house = await inspectHouse(resolve(__dirname, 'fixtures/wrong-house'), tsConfig);
    expect(house.wrongArrows.map((arrow) => arrow.replace(/node_modules.*\//, '')).sort()).toEqual([
      'main/collectors/reads-files.ts -> fs',
      'main/commands/run.ts -> main/shell/tray.ts',
      'main/engine/knows-a-kind.ts -> main/collectors/ping.ts',
      'main/metrics/looks-up.ts -> main/engine/engine.ts',
      'renderer/reaches-main.ts -> main/engine/engine.ts',
    ]);
    expect(house.electronBehindCli).toEqual(['main/shell/tray.ts']);
    expect(house.circles).not.toEqual([]);
  });
});
