import { expect, it } from 'vitest';
import { startProgram } from '../support/program';

it('ends with the exit status of the program that runs in its place', async () => {
  const runner = startProgram('foreground-runner', { args: ['sh', '-c', 'exit 7'] });
  expect(await runner.ended()).toBe(7);
});

it('passes on the signal that is meant to end it', async () => {
  const script = 'trap "exit 8" TERM; echo ready; while :; do sleep 0.05; done';
  const runner = startProgram('foreground-runner', { args: ['sh', '-c', script] });
  expect(await runner.line()).toBe('ready');
  runner.child.kill('SIGTERM');
  expect(await runner.ended()).toBe(8);
});

it('gives 128 and the number of the signal that ended the program', async () => {
  const runner = startProgram('foreground-runner', { args: ['sh', '-c', 'kill -KILL $$'] });
  expect(await runner.ended()).toBe(137);
});

it('fails with a sentence when the program does not start', async () => {
  const runner = startProgram('foreground-runner', { args: ['/no/such/electron'] });
  expect(await runner.ended()).toBe(99);
});
