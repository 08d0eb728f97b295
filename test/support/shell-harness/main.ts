import { join } from 'node:path';
import { app } from 'electron';
import type { EventListener } from '../../../main/api/dispatch';
import type { AppState } from '../../../main/contract/state';
import { type Failure, type Outcome, success } from '../../../main/outcome';
import { type Clock, systemClock } from '../../../main/platform/clock';
import type { Logger } from '../../../main/platform/logger';
import { runProcess } from '../../../main/platform/process';
import { startShell } from '../../../main/shell/shell';
import { beginDesktop, failStart } from '../../../main/shell/start';
import { trayImage } from '../../../main/shell/tray/tray-icon';
import { cannedState } from '../canned-state';

/** The shell over a door that answers by heart: all of the tray app but what measures and pushes. */
class Harness {
  state: AppState = cannedState(JSON.parse(process.env['HARNESS_STATE'] ?? '{}'));
  /** What `settings.save` and `push.now` answer in the place of success. */
  refusal: Failure | undefined;
  /** Every call but those for the state, and what the shell asked of its owner. */
  readonly heard: string[] = [];
  private readonly listeners = new Set<EventListener>();

  /** The state with these changes, told to all who listen. */
  change(changes: Partial<AppState>): void {
    this.state = { ...this.state, ...changes };
    for (const listener of this.listeners) listener('state', this.state);
  }

  listenerCount(): number {
    return this.listeners.size;
  }

  readonly door = {
    call: async (name: string, input: unknown): Promise<Outcome<unknown>> => {
      if (name === 'state.get') return success(this.state);
      this.heard.push(name);
      if (this.refusal) return { ok: false, error: this.refusal };
      if (name === 'settings.save')
        this.change({ settings: (input as { settings: AppState['settings'] }).settings });
      return success({});
    },
    subscribe: (listener: EventListener) => {
      this.listeners.add(listener);
      return () => this.listeners.delete(listener);
    },
  };
}

const harness = new Harness();
/** For the tests' own hands, which reach into this process. */
Object.assign(globalThis, { harness, trayImage });

const toOutput: Logger = {
  info: (message, fields) => console.log('info', message, JSON.stringify(fields ?? {})),
  warn: (message, fields) => console.log('warn', message, JSON.stringify(fields ?? {})),
  error: (message, fields) => console.log('error', message, JSON.stringify(fields ?? {})),
};

/** The system's, on which time passes faster: a test need not wait for minutes. */
function clockOf(speed: number): Clock {
  return {
    ...systemClock,
    monotonicMs: () => systemClock.monotonicMs() * speed,
    after: (delayMs, action) => systemClock.after(delayMs / speed, action),
  };
}

async function start(dataDir: string): Promise<void> {
  await app.whenReady();
  const { door } = harness;
  const started = await startShell({
    door,
    dataDir,
    rendererDir: process.env['HARNESS_PAGE'] ?? '',
    preloadFile: join(__dirname, '../preload/preload.js'),
    clock: clockOf(Number(process.env['HARNESS_SPEED'] ?? 1)),
    logger: toOutput,
    run: runProcess,
    setNotice: (text) => harness.change({ notices: text === undefined ? [] : [text] }),
    onSuspend: () => harness.heard.push('suspend'),
    onResume: () => harness.heard.push('resume'),
    async onQuit() {
      console.log('stopping');
      if (process.env['HARNESS_STUCK']) await new Promise(() => undefined);
      console.log('stopped');
    },
  });
  if (!started.ok) await failStart(started.error);
}

const begun = beginDesktop(process.argv, process.env);
if (!begun.ok) void failStart(begun.error);
else if (begun.value) void start(begun.value.dataDir);
else app.exit(0);
