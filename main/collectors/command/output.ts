import type { MetricFamily } from '../../metrics/model';
import { parseSteps } from '../../metrics/parse';
import { quote } from '../../metrics/quote';
import { parseValue, valueFault } from '../../metrics/value';
import type { Clock } from '../../platform/clock';
import { finishInSlices, Slices } from '../../platform/slices';
import type { CommandSettings } from '../../settings/schema/collectors';
import type { Problem } from '../collector';
import { underOurLabels } from '../exported-labels';
import { faultProblems } from '../faults';

interface Read {
  readonly families: MetricFamily[];
  readonly problems: Problem[];
}

/** What a command printed: the one number of `metric`, or exposition text, of which every good line is kept. */
export async function readOutput(stdout: string, settings: CommandSettings, clock: Clock): Promise<Read> {
  if (settings.metric !== undefined) return readNumber(stdout, settings.metric, settings);
  return readText(stdout, new Slices(clock));
}

async function readText(stdout: string, slices: Slices): Promise<Read> {
  const { families, faults } = await finishInSlices(parseSteps(stdout), slices);
  const problems = faultProblems(faults, "the command's output", stdout);
  return { families: await finishInSlices(underOurLabels(families), slices), problems };
}

function readNumber(
  stdout: string,
  name: string,
  { type = 'gauge', help = '' }: Pick<CommandSettings, 'type' | 'help'>,
): Read {
  const text = stdout.trim();
  const value = parseValue(text);
  if (value === undefined) return { families: [], problems: [notANumber(text, name)] };
  return { families: [{ name, type, help, samples: [{ name, labels: {}, value }] }], problems: [] };
}

function notANumber(text: string, name: string): Problem {
  const message =
    text === ''
      ? `The command printed nothing, but ${quote(name)} needs one number.`
      : `The command printed ${quote(text)}, which ${fault(text)}; ${quote(name)} needs one number.`;
  return { code: 'bad_output', message };
}

function fault(text: string): string {
  return /\s/.test(text) ? 'is more than one word' : valueFault(text);
}
