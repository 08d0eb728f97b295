import { expect, it } from 'vitest';
import { failureWords } from '../../../main/shell/failure-words';

it('says what is wrong, where, and what to do, a line each', () => {
  const fault = { line: 0, column: 0, path: 'interval', message: 'is too short: at least 1s' };
  const words = failureWords({
    code: 'invalid_settings',
    message: 'The settings are not valid.',
    faults: [fault],
    hint: 'Change it.',
  });
  expect(words).toBe('The settings are not valid.\ninterval is too short: at least 1s\nChange it.');
  expect(failureWords({ code: 'x', message: 'It failed.' })).toBe('It failed.');
});
