import { describe, expect, it } from 'vitest';
import { notificationSettings } from '../../../main/settings/schema/notifications';
import { defaultSettings, settingsSchema } from '../../../main/settings/schema/settings';

function faults(settings: object): string[] {
  const checked = notificationSettings.safeParse(settings);
  return checked.success
    ? []
    : checked.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
}

describe('notifications in settings', () => {
  it('tell of failures, at any hour, when nothing is said', () => {
    expect(defaultSettings().notifications).toEqual({ when: 'failing' });
  });

  it('have quiet hours as two times of the day', () => {
    expect(faults({ when: 'trouble', quietHours: { from: '22:00', to: '07:30' } })).toEqual([]);
    expect(faults({ quietHours: { from: '22:00' } })).toHaveLength(1);
    for (const from of ['24:00', '7:00', '22:60', '22', 'night']) {
      expect(faults({ quietHours: { from, to: '07:00' } })).toEqual([
        'quietHours.from is not a time of day: write it like 22:00, from 00:00 to 23:59',
      ]);
    }
  });
});

describe('the language in settings', () => {
  it('is one that there is, or the one of the desktop', () => {
    expect(defaultSettings().language).toBe('auto');
    expect(settingsSchema.safeParse({ version: 1, language: 'zh-CN' }).success).toBe(true);
    expect(settingsSchema.safeParse({ version: 1, language: 'fr' }).success).toBe(false);
  });
});
