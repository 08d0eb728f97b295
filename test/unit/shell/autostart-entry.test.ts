import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { autostartEntry, isSwitchedOn } from '../../../main/shell/login/autostart-entry';

/** What a desktop runs: the value's escapes first, then quotes and field codes, as the Desktop Entry Specification says. */
function commandIn(entry: string): string[] {
  const escapes: Record<string, string> = { s: ' ', n: '\n', t: '\t', r: '\r', '\\': '\\' };
  const raw = /^Exec=(.*)$/m.exec(entry)?.[1] ?? '';
  const value = raw.replace(/\\(.)/g, (whole, code: string) => escapes[code] ?? whole);
  return [...value.matchAll(/"((?:\\.|[^"\\])*)"/gs)].map(([, quoted = '']) =>
    quoted.replace(/\\(["`$\\])/g, '$1').replaceAll('%%', '%'),
  );
}

describe('the entry in the folder autostart', () => {
  it('runs the program with its arguments', () => {
    const entry = autostartEntry(['/opt/Pushtray/pushtray', '--data-dir=/home/ada/my data']);
    expect(entry).toContain('\nExec="/opt/Pushtray/pushtray" "--data-dir=/home/ada/my data"\n');
    expect(entry.startsWith('[Desktop Entry]\nType=Application\n')).toBe(true);
  });

  it('keeps every argument whole, whatever it holds', () => {
    const argument = fc.string({ unit: fc.constantFrom(...'a b"`$\\%\n\té/=;'), maxLength: 12 });
    fc.assert(
      fc.property(fc.array(argument, { minLength: 1, maxLength: 4 }), (command) => {
        expect(commandIn(autostartEntry(command))).toEqual(command);
      }),
    );
  });

  it('counts only while the person has not switched it off', () => {
    const entry = autostartEntry(['/opt/pushtray']);
    expect(isSwitchedOn(entry)).toBe(true);
    expect(isSwitchedOn(`${entry}Hidden=true\n`)).toBe(false);
    expect(isSwitchedOn(`${entry}X-GNOME-Autostart-enabled=false\n`)).toBe(false);
    expect(isSwitchedOn(`${entry}X-GNOME-Autostart-enabled=true\n`)).toBe(true);
  });
});
