import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import type { Bench, BenchResult, Goal, Table } from '../bench';

const heading = `# Performance

What Pushtray costs, beside what people use now. Every section is written by \`npm run bench\` (\`npm run bench -- NAME\` for one, \`--large\` for
the largest sizes too): all ways are measured in one run, in turns, in another order each round; figures are medians. Compare the ratios:
absolute figures belong to the machine they were taken on.
`;

/** Puts a bench's section in the place of its earlier one, or at the end. `options` are those of the command that made it. */
export function writeSection(path: string, bench: Bench, result: BenchResult, options = ''): void {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : heading;
  const [begin, end] = [`<!-- bench:${bench.name} -->`, `<!-- /bench:${bench.name} -->`];
  const section = `${begin}\n\n${sectionOf(bench, result, options)}\n${end}`;
  const [head, rest] = before.split(begin);
  const tail = rest?.split(end)[1];
  const after = tail === undefined ? `${before.trimEnd()}\n\n${section}\n` : `${head ?? ''}${section}${tail}`;
  writeFileSync(path, after);
}

function sectionOf(bench: Bench, { intro, tables, goals, skipped }: BenchResult, options: string): string {
  const parts = [
    `## ${bench.title}`,
    `${intro}\n\n${new Date().toISOString().slice(0, 10)}, ${machine()}. Made by \`npm run bench -- ${bench.name}${options}\`.`,
    ...tables.map(tableText),
    ...(goals.length > 0 ? [tableText(goalTable(goals))] : []),
    ...skipped.map((what) => `Not measured: ${what}.`),
  ];
  return `${parts.join('\n\n')}\n`;
}

function machine(): string {
  const processors = cpus();
  const memoryGb = Math.round(totalmem() / 2 ** 30);
  const [loadOverMinute = 0] = loadavg();
  return `${processors.length} × ${processors[0]?.model.trim()}, ${memoryGb} GB, Linux ${release()}, Node ${process.versions.node}, load ${loadOverMinute.toFixed(1)} at the end`;
}

function goalTable(goals: readonly Goal[]): Table {
  return {
    head: ['goal (CPU)', 'at most', 'measured', ''],
    rows: goals.map(({ what, ratio, atMost }) => [
      what,
      atMost.toFixed(2),
      ratio.toFixed(3),
      ratio <= atMost ? 'reached' : 'missed',
    ]),
  };
}

export function tableText({ head, rows }: Table): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
