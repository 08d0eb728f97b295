import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { messageOf } from '../outcome';
import { addCheck } from './check';
import { addDesktop } from './desktop';
import { addForget } from './forget';
import { type AddCommand, type ExitStatus, exitStatus, type Io } from './io';
import { addOnce } from './once';
import { addRun } from './run';
import { addSecret } from './secret';
import { addStart } from './start';
import { addUrl } from './url';
import { addVerify } from './verify';

const subcommands: readonly AddCommand[] = [
  addStart,
  addRun,
  addOnce,
  addCheck,
  addForget,
  addVerify,
  addDesktop,
  addUrl,
  addSecret,
];

/** Runs `pushtray ARGS` to its end and gives its exit status. */
export async function runProgram(args: readonly string[], io: Io): Promise<ExitStatus> {
  let status: ExitStatus = exitStatus.done;
  const program = makeProgram(io);
  for (const add of subcommands) {
    add(program, io, (ended) => {
      status = ended;
    });
  }
  for (const command of program.commands) command.exitOverride().configureOutput(outputOf(io));
  // Every timer of the product lets the process go, so that none keeps it by mistake; this one keeps it until the end.
  const keepAlive = setInterval(() => undefined, 2 ** 30);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return status;
  } catch (thrown) {
    if (thrown instanceof CommanderError)
      return thrown.exitCode === 0 ? exitStatus.done : exitStatus.badInput;
    io.err(`pushtray: a mistake of our own: ${messageOf(thrown)}\n`);
    return exitStatus.failed;
  } finally {
    clearInterval(keepAlive);
  }
}

function makeProgram(io: Io): Command {
  return new Command('pushtray')
    .description(
      "Measures this machine's network every few seconds and gets the numbers into Prometheus.\n" +
        'Without a subcommand: the tray app where a display and Electron are there, else headless.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .configureOutput(outputOf(io))
    .showHelpAfterError('(pushtray --help lists what there is)')
    .addHelpText(
      'after',
      '\nExit status: 0 done; 1 a delivery or a measurement failed; 2 bad usage, settings or metrics.\n' +
        'Results go to standard output, the log goes to standard error.',
    );
}

function outputOf(io: Io) {
  return { writeOut: io.out, writeErr: io.err };
}
