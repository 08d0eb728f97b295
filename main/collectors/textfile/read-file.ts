import type { MetricFamily } from '../../metrics/model';
import { parseSteps } from '../../metrics/parse';
import { readBinaryFile } from '../../platform/files';
import { finishInSlices, type Slices } from '../../platform/slices';
import type { Problem } from '../collector';
import { underOurLabels } from '../exported-labels';
import { faultProblems } from '../faults';

const maxFileBytes = 1024 * 1024;

export interface ReadFile {
  readonly families: readonly MetricFamily[];
  readonly problems: readonly Problem[];
}

/** One `*.prom` file: its good lines, and what is wrong with the others. One with timestamps is refused whole, as by node_exporter. */
export async function readPromFile(path: string, slices: Slices): Promise<ReadFile> {
  const bytes = readBinaryFile(path, maxFileBytes);
  if (!bytes.ok) {
    const code = bytes.error.code === 'not_permitted' ? 'permission' : 'no_source';
    return refused({ code, message: bytes.error.message });
  }
  const parsing = parseSteps(bytes.value, { timestamps: 'keep' });
  const { families, faults } = await finishInSlices(parsing, slices);
  const timestamped = families.find(({ samples }) => samples.some((sample) => 'timestampMs' in sample));
  if (timestamped) {
    const message = `${path} is left out whole: ${timestamped.name} has a timestamp, which a Pushgateway refuses. Leave it out.`;
    return refused({ code: 'bad_output', message });
  }
  const helped = families.map((family) => ({ ...family, help: family.help || `Metric read from ${path}` }));
  const ours = await finishInSlices(underOurLabels(helped), slices);
  return { families: ours, problems: faultProblems(faults, path, bytes.value) };
}

function refused(problem: Problem): ReadFile {
  return { families: [], problems: [problem] };
}
