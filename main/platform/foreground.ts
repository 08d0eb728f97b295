import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { failure, messageOf, type Outcome, success } from '../outcome';

const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a program in our place: on our own standard streams, ended by the signals that are meant for us. Gives its exit
 * status, and 128 + the signal's number when a signal ended it, as a shell does.
 */
export function runForeground(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<Outcome<number, 'not_started'>> {
  return new Promise((resolve) => {
    let child: ChildProcess | undefined;
    const pass = (signal: NodeJS.Signals) => child?.kill(signal);
    // Before the start, so that a signal in its moment does not end us alone.
    for (const signal of passedOn) process.on(signal, pass);
    const settle = (outcome: Outcome<number, 'not_started'>) => {
      for (const signal of passedOn) process.off(signal, pass);
      resolve(outcome);
    };
    child = spawn(file, args, { env: { ...env }, stdio: 'inherit' });
    child.once('error', (error) =>
      settle(failure('not_started', `${file} did not start: ${messageOf(error)}.`)),
    );
    child.once('exit', (exitCode, signal) =>
      settle(success(exitCode ?? 128 + constants.signals[signal ?? 'SIGKILL'])),
    );
  });
}
