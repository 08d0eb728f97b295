import { join } from 'node:path';
import { app } from 'electron';
import { compose } from './compose/app';
import { systemClock } from './platform/clock';
import { runProcess } from './platform/process';
import { desktopProxies } from './shell/desktop-proxies';
import { loginItem } from './shell/login/login-item';
import { startShell } from './shell/shell';
import { beginDesktop, failStart } from './shell/start';

const begun = beginDesktop(process.argv, process.env);
if (!begun.ok) void failStart(begun.error);
else if (begun.value === undefined) leaveToFirst();
else void start(begun.value);

function leaveToFirst(): void {
  process.stdout.write('Pushtray is running already; its window was brought to the front.\n');
  app.exit(0);
}

async function start(places: { dataDir: string; settingsFile: string }): Promise<void> {
  const composed = await compose({
    ...places,
    kind: 'desktop',
    onInvalidSettings: 'start-with-defaults',
    builtDir: __dirname,
    env: process.env,
    desktopProxies,
    desktop: loginItem(places),
    logToStderr: true,
  });
  if (!composed.ok) return failStart(composed.error);
  await app.whenReady();
  const running = composed.value;
  const shown = await startShell({
    door: running.door,
    logger: running.logger,
    clock: systemClock,
    run: runProcess,
    dataDir: places.dataDir,
    rendererDir: join(__dirname, '../renderer'),
    preloadFile: join(__dirname, '../preload/preload.js'),
    setNotice: (text) => running.setNotice('desktop', text),
    onSuspend: () => running.suspend(),
    onResume: () => running.resume(),
    onQuit: () => running.stop(),
  });
  if (!shown.ok) await failStart(shown.error);
}
