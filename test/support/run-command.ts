import { runProgram } from '../../main/commands/program';
import type { CommandResult } from './pushtray';

/** One call of the command in this process, so that nothing needs to be built. */
export async function runCommand(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<CommandResult> {
  let stdout = '';
  let stderr = '';
  const status = await runProgram(args, {
    out: (text) => {
      stdout += text;
    },
    err: (text) => {
      stderr += text;
    },
    input: () => Promise.resolve(Buffer.alloc(0)),
    env,
    builtDir: __dirname,
  });
  return { status, stdout, stderr };
}
