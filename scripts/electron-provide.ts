import { provideElectron } from './electron/provide-electron';

async function main(): Promise<void> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const electron = await provideElectron({ forTests: true, say });
  if (electron.ok) {
    process.stdout.write(`${electron.value.dir}\n`);
    return;
  }
  say([electron.error.message, electron.error.hint].filter(Boolean).join(' '));
  process.exitCode = 1;
}

void main();
