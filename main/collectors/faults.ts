import type { Fault } from '../outcome';
import type { Problem } from './collector';

/** Output that is wrong in every line need not fill the window. */
const mostShown = 10;

/** Of a line at fault; it goes into the state that the window is told. */
const mostCharacters = 300;

/** A problem for each fault in a text: `where` says which text, as in "Line 3, column 7 of WHERE". */
export function faultProblems(faults: readonly Fault[], where: string, text: string | Uint8Array): Problem[] {
  if (faults.length === 0) return [];
  const lines = (typeof text === 'string' ? text : new TextDecoder().decode(text)).split('\n');
  const problems = faults.slice(0, mostShown).map(
    ({ line, column, message }): Problem => ({
      code: 'bad_output',
      message: `Line ${line}, column ${column} of ${where}: ${message}.`,
      excerpt: { line, column, text: (lines[line - 1] ?? '').slice(0, mostCharacters) },
    }),
  );
  if (faults.length > mostShown) {
    problems.push({ code: 'bad_output', message: `There are more faults in ${where}: mend these first.` });
  }
  return problems;
}
