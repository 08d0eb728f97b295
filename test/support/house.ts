import { cruise, type IModule } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

/** Which room may import which (design, "The rooms"). A file's own name stands for that file alone. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  outcome: [],
  metrics: ['outcome'],
  'settings/schema': ['metrics', 'outcome'],
  platform: ['metrics', 'settings/schema', 'outcome'],
  contract: ['metrics', 'settings/schema', 'outcome'],
  texts: ['contract', 'settings/schema', 'metrics', 'outcome'],
  diagnosis: ['main/contract/verdict.ts', 'metrics', 'settings/schema', 'outcome'],
  'settings/file': ['platform', 'metrics', 'settings/schema', 'outcome'],
  collectors: ['platform', 'metrics', 'settings/schema', 'outcome'],
  destinations: ['platform', 'metrics', 'settings/schema', 'outcome'],
  history: ['platform', 'metrics', 'settings/schema', 'outcome'],
  gateway: ['platform', 'metrics', 'settings/schema', 'outcome'],
  engine: [
    'main/collectors/collector.ts',
    'main/destinations/destination.ts',
    'main/history/history.ts',
    'platform',
    'metrics',
    'settings/schema',
    'outcome',
  ],
  api: [
    'engine',
    'diagnosis',
    'history',
    'gateway',
    'settings/file',
    'settings/schema',
    'contract',
    'metrics',
    'platform',
    'outcome',
    'main/collectors/collector.ts',
    'main/destinations/destination.ts',
  ],
  server: ['api', 'gateway', 'contract', 'platform', 'metrics', 'settings/schema', 'outcome'],
  shell: ['api', 'gateway', 'contract', 'texts', 'platform', 'metrics', 'settings/schema', 'outcome'],
  compose: [
    'api',
    'collectors',
    'contract',
    'destinations',
    'diagnosis',
    'engine',
    'gateway',
    'history',
    'metrics',
    'outcome',
    'platform',
    'server',
    'settings/file',
    'settings/schema',
  ],
  commands: [
    'compose',
    'api',
    'collectors',
    'contract',
    'destinations',
    'engine',
    'history',
    'metrics',
    'outcome',
    'platform',
    'server',
    'settings/file',
    'settings/schema',
  ],
  cli: ['commands'],
  desktop: ['compose', 'shell', 'platform'],
  renderer: ['contract', 'texts', 'settings/schema', 'metrics', 'outcome'],
};

/** Modules from outside that only some rooms may use; every other package is open to all. */
const guarded: readonly { module: RegExp; rooms: readonly string[] }[] = [
  { module: /^(node:)?(fs|fs\/promises|child_process)$/, rooms: ['platform'] },
  { module: /^electron$/, rooms: ['shell', 'desktop'] },
  { module: /^@photostructure\/sqlite/, rooms: ['platform', 'history'] },
  { module: /^koffi/, rooms: ['platform'] },
  {
    module: /^node:|^(os|path|http|https|net|crypto|zlib|url|util|events|stream|buffer)$/,
    rooms: Object.keys(mayImport).filter(
      (room) =>
        !['outcome', 'metrics', 'settings/schema', 'contract', 'texts', 'diagnosis', 'renderer'].includes(
          room,
        ),
    ),
  },
];

export interface House {
  readonly moduleCount: number;
  /** `main/metrics/x.ts -> main/engine/y.ts` for every arrow that the table forbids. */
  readonly wrongArrows: readonly string[];
  readonly circles: readonly string[];
  /** What the command reaches that imports `electron`. */
  readonly electronBehindCli: readonly string[];
}

/** Looks at every import below `baseDir`, type-only ones too. */
export async function inspectHouse(baseDir: string, tsConfig: string): Promise<House> {
  const result = await cruise(
    ['main', 'renderer'],
    {
      baseDir,
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      exclude: { path: '[.](css|png|svg|html|ico)' },
    },
    undefined,
    { tsConfig: extractTSConfig(tsConfig) },
  );
  if (typeof result.output === 'string') throw new Error('dependency-cruiser gave text, not modules');
  const modules = result.output.modules.filter((module) => roomOf(module.source) !== undefined);
  return {
    moduleCount: modules.length,
    wrongArrows: modules.flatMap(wrongArrowsOf),
    circles: modules.flatMap((module) =>
      module.dependencies.filter((to) => to.circular).map((to) => `${module.source} -> ${to.resolved}`),
    ),
    electronBehindCli: electronReachedFrom('main/cli.ts', modules),
  };
}

function wrongArrowsOf(module: IModule): string[] {
  const room = roomOf(module.source) ?? '';
  return module.dependencies
    .filter((to) => !isAllowed(room, to.resolved, to.module))
    .map((to) => `${module.source} -> ${to.resolved}`);
}

function isAllowed(room: string, resolved: string, written: string): boolean {
  const target = roomOf(resolved);
  if (target === undefined) {
    const guard = guarded.find(({ module }) => module.test(written));
    return guard === undefined || guard.rooms.includes(room);
  }
  const allowed = mayImport[room] ?? [];
  return target === room || allowed.includes(target) || allowed.includes(resolved);
}

/** `main/settings/file/x.ts` is in `settings/file`; files right below main/ are rooms by their own name. */
function roomOf(path: string): string | undefined {
  if (path.startsWith('renderer/')) return 'renderer';
  const inMain = /^main\/(?:(settings\/[^/]+)\/|([^/]+)\/|([^/.]+)\.tsx?$)/.exec(path);
  return inMain?.[1] ?? inMain?.[2] ?? inMain?.[3];
}

function electronReachedFrom(entry: string, modules: readonly IModule[]): string[] {
  const bySource = new Map(modules.map((module) => [module.source, module]));
  const seen = new Set<string>();
  const waiting = [entry];
  const found: string[] = [];
  for (let source = waiting.pop(); source !== undefined; source = waiting.pop()) {
    if (seen.has(source)) continue;
    seen.add(source);
    for (const to of bySource.get(source)?.dependencies ?? []) {
      if (to.module === 'electron') found.push(source);
      else waiting.push(to.resolved);
    }
  }
  return found;
}
