import { z } from 'zod';

const timeOfDay = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'is not a time of day: write it like 22:00, from 00:00 to 23:59');

export const notificationLevels = ['failing', 'trouble', 'never'] as const;

export const notificationSettings = z.strictObject({
  when: z
    .enum(notificationLevels)
    .default('failing')
    .describe('From which state on the tray app notifies; "trouble" means failing too'),
  quietHours: z
    .strictObject({
      from: timeOfDay.describe("When they begin, by this machine's clock, like 22:00"),
      to: timeOfDay.describe('When they end; before "from" means the next day, the same means never quiet'),
    })
    .optional()
    .describe('When nothing is notified; what is still wrong at their end is said then'),
});

export type NotificationSettings = z.output<typeof notificationSettings>;
