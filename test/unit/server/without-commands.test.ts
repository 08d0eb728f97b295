import { describe, expect, it } from 'vitest';
import { success } from '../../../main/outcome';
import { withoutCommands } from '../../../main/server/without-commands';
import { type SettingsInput, settingsSchema } from '../../../main/settings/schema/settings';

const door = { subscribe: () => () => undefined, call: async () => success('called') };
const reached = withoutCommands(door);
const command = { id: 'queue', kind: 'command' as const, command: 'ls | wc -l', metric: 'files' };
const tcp = { id: 'tcp', kind: 'tcp-states' as const };

function settings(...collectors: NonNullable<SettingsInput['collectors']>) {
  return settingsSchema.parse({ version: 1, collectors });
}

function save(next: unknown, base: unknown) {
  return reached.call('settings.save', { settings: next, base });
}

describe('a door that takes no commands', () => {
  it.each([
    ['a command that is added', settings(command), settings()],
    ['one that is changed', settings({ ...command, command: 'reboot' }), settings(command)],
    ['one that is switched on', settings(command), settings({ ...command, enabled: false })],
    ['one under another id', settings({ ...command, id: 'other' }), settings(command)],
    ['one beside another', settings(command, { ...command, id: 'second' }), settings(command)],
  ])('refuses %s', async (_what, next, base) => {
    expect(await save(next, base)).toMatchObject({ ok: false, error: { code: 'commands_refused' } });
  });

  it.each([
    ['commands as they were', settings(tcp, command), settings(command)],
    ['fewer of them', settings(), settings(command)],
    ['what is no settings, for the call to refuse', { collectors: [command] }, settings()],
  ])('lets pass %s', async (_what, next, base) => {
    expect(await save(next, base)).toEqual(success('called'));
  });

  it('refuses to try a command, and tries anything else', async () => {
    expect(await reached.call('collector.try', { collector: command })).toMatchObject({ ok: false });
    expect(await reached.call('collector.try', { collector: tcp })).toEqual(success('called'));
    expect(await reached.call('state.get', {})).toEqual(success('called'));
  });

  it('is not talked out of it by defaults that are left out', async () => {
    const input = {
      version: 1,
      collectors: [{ id: 'queue', kind: 'command', command: 'reboot', metric: 'm' }],
    };
    expect(await save(input, { version: 1, collectors: [] })).toMatchObject({ ok: false });
  });
});
