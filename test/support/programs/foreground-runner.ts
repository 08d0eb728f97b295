import { runForeground } from '../../../main/platform/foreground';

/** Runs the program that its arguments name in its place, and ends as that does. */
const [file = '', ...args] = process.argv.slice(2);

void runForeground(file, args, process.env).then((ended) => {
  process.exitCode = ended.ok ? ended.value : 99;
});
