import { expect, it } from 'vitest';
import { startProgram } from '../support/program';

it('goes on when nobody reads its standard error any more', async () => {
  const program = startProgram('lone-logger');
  expect(await program.line()).toBe('ready');
  program.child.stderr?.destroy();
  for (let i = 0; i < 3; i += 1) {
    program.say('log');
    expect(await program.line()).toBe('still here');
  }
});
