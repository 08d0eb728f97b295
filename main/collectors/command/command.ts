import { quote } from '../../metrics/quote';
import type { ProcessResult } from '../../platform/process';
import type { CommandSettings } from '../../settings/schema/collectors';
import type { Collected, Machine, MakeCollector, Problem, ProblemCode } from '../collector';
import { guarded } from '../guarded';
import { problemOf, startProblems } from '../problem';
import { readOutput } from './output';

/** The cycle's own limit ends a command; this one is only never to be without. */
const longestMs = 3_600_000;
const maxOutputBytes = 1024 * 1024;
/** The end of what went to standard error is where the reason stands. */
const shownOfStderr = 300;

/**
 * Runs a command each cycle and takes the numbers that it prints. Nothing of a run that failed is taken: half of what a
 * command would have said is not what it measures.
 */
export const makeCommand: MakeCollector<CommandSettings> = (settings, machine) => ({
  collect: guarded(async (signal) => {
    const consent = machine.commandConsent();
    if (!consent.ok) return { families: [], problems: [problemOf({ ...consent.error, code: 'permission' })] };
    if (typeof settings.command === 'string' && machine.platform === 'win32')
      return nothing('no_source', noShell);
    return run(settings, machine, signal);
  }),
  close: () => Promise.resolve(),
});

const noShell =
  'A command in one text needs /bin/sh, which Windows does not have. Write it as a list: ["powershell", "-NoProfile", "-Command", "…"].';

async function run(settings: CommandSettings, machine: Machine, signal: AbortSignal): Promise<Collected> {
  const { command, cwd, env } = settings;
  const [file = '', ...args] = typeof command === 'string' ? ['/bin/sh', '-c', command] : command;
  const ran = await machine.run({
    file,
    args,
    env,
    ...(cwd === undefined ? {} : { cwd }),
    timeoutMs: longestMs,
    maxOutputBytes,
    signal,
  });
  if (!ran.ok) return nothing(startProblems[ran.error.code], ran.error.message);
  const fault = faultOf(ran.value, typeof command === 'string');
  if (fault) return { families: [], problems: [fault] };
  return {
    ...(await readOutput(ran.value.stdout, settings, machine.clock)),
    source: typeof command === 'string' ? command : command.join(' '),
  };
}

/** Why a run cannot be trusted. */
function faultOf(result: ProcessResult, inShell: boolean): Problem | undefined {
  const { endedBy, exitCode, stderr, truncated } = result;
  const said = lastOf(stderr);
  if (endedBy) {
    const message = 'The command did not end in time and was ended, with all that it had started';
    return { code: 'timeout', message: withWords(message, said) };
  }
  if (exitCode === undefined) {
    return { code: 'bad_output', message: withWords('The command was ended by a signal', said) };
  }
  if (exitCode !== 0) {
    return {
      code: 'bad_output',
      message: withWords(`The command failed with exit status ${exitCode}`, said),
    };
  }
  // A pipeline's exit status is that of its last program: with no netstat, `netstat | wc -l` still prints 0.
  if (inShell && said !== '') {
    const hint = 'If that is no fault, end the command with 2>/dev/null.';
    return {
      code: 'bad_output',
      message: `${withWords('The command wrote to standard error', said)} ${hint}`,
    };
  }
  if (!truncated) return undefined;
  const message = `The command printed more than ${maxOutputBytes / 1024 / 1024} MB; nothing of it was taken.`;
  return { code: 'bad_output', message };
}

function withWords(sentence: string, said: string): string {
  return said === '' ? `${sentence}.` : `${sentence}: ${quote(said, shownOfStderr)}.`;
}

function lastOf(stderr: string): string {
  return stderr.trim().slice(-shownOfStderr);
}

function nothing(code: ProblemCode, message: string): Collected {
  return { families: [], problems: [{ code, message }] };
}
