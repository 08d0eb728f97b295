import { expect, it } from 'vitest';
import { failureWords } from '../../../main/shell/failure-words';
import { textsIn } from '../../../main/texts/texts';

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

it('says it in a language that has sentences for it', () => {
  const fault = { line: 0, column: 0, path: 'interval', message: 'is too short: at least 1s' };
  const hint = 'Switch it on first.';
  const failure = { code: 'not_pushing', message: 'Pushing is switched off.', hint, faults: [fault] };
  expect(failureWords(failure, textsIn('zh-CN').sentences)).toBe(
    '推送已关闭。\ninterval 太短：至少 1s\n请先打开它。',
  );
});
