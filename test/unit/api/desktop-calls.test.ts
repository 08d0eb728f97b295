import { describe, expect, it } from 'vitest';
import { desktopCalls } from '../../../main/api/desktop-calls';
import { failure, success } from '../../../main/outcome';

describe('the start at login', () => {
  it('is refused in words where there is no desktop', () => {
    const answer = desktopCalls({})['desktop.startAtLogin']({ on: true });
    expect(answer).toMatchObject({ ok: false, error: { code: 'not_available', hint: expect.any(String) } });
  });

  it('is switched on the desktop, and a refusal comes back as it is', () => {
    const asked: boolean[] = [];
    const calls = desktopCalls({
      desktop: {
        startsAtLogin: () => false,
        setStartAtLogin(on) {
          asked.push(on);
          return on ? failure('not_available', 'The disk is full.') : success(undefined);
        },
      },
    });
    expect(calls['desktop.startAtLogin']({ on: false })).toEqual({ ok: true, value: {} });
    expect(calls['desktop.startAtLogin']({ on: true })).toMatchObject({
      error: { message: 'The disk is full.' },
    });
    expect(asked).toEqual([false, true]);
  });
});
