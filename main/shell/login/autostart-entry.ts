/** https://specifications.freedesktop.org/desktop-entry-spec/latest/ and .../autostart-spec/latest/ */

/** The text of a file in the folder `autostart`: this program with these arguments, whatever characters they hold. */
export function autostartEntry(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Pushtray',
    'Comment=Measures the network and pushes it to Prometheus',
    `Exec=${command.map(execArgument).join(' ')}`,
    'Terminal=false',
    '',
  ].join('\n');
}

/** Whether a desktop starts what such a file names: the person may have switched it off in its settings, which leave it there. */
export function isSwitchedOn(entry: string): boolean {
  return !/^\s*(?:Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/m.test(entry);
}

/** Quoted whole, then once more as a value of type string, whose escapes are taken away first; "%" begins a field code. */
function execArgument(text: string): string {
  const quoted = `"${text.replace(/["`$\\]/g, '\\$&')}"`;
  return quoted.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('%', '%%');
}
