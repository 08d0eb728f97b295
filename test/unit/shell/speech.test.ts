import { describe, expect, it } from 'vitest';
import { speechFor } from '../../../main/shell/speech';

describe('the language of tray and notifications', () => {
  it('is the one that settings name', () => {
    expect(speechFor('zh-CN', ['en-GB']).language).toBe('zh-CN');
    expect(speechFor('en', ['zh-CN']).language).toBe('en');
  });

  it('is else the first of the desktop that there is, and English where there is none', () => {
    expect(speechFor('auto', ['fr-FR', 'zh-Hans-CN', 'en']).language).toBe('zh-CN');
    expect(speechFor('auto', ['fr-FR']).language).toBe('en');
    expect(speechFor('auto', []).language).toBe('en');
  });

  it('is the same object each time, so that a change of language can be told', () => {
    expect(speechFor('auto', ['zh'])).toBe(speechFor('zh-CN', []));
  });
});
