import type { RunProcess } from '../../platform/process';

export interface TrayHostQuestion {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly run: RunProcess;
}

const watcher = 'org.kde.StatusNotifierWatcher';
const question = [watcher, 'IsStatusNotifierHostRegistered'] as const;

/** One of the two is on every desktop: dbus-send comes with D-Bus, gdbus with GLib, which Electron needs itself. */
const programs: readonly { readonly file: string; readonly args: readonly string[] }[] = [
  {
    file: 'dbus-send',
    args: [
      ...['--session', '--print-reply=literal', `--dest=${watcher}`, '/StatusNotifierWatcher'],
      ...['org.freedesktop.DBus.Properties.Get', ...question.map((word) => `string:${word}`)],
    ],
  },
  {
    file: 'gdbus',
    args: [
      ...['call', '--session', '--dest', watcher, '--object-path', '/StatusNotifierWatcher'],
      ...['--method', 'org.freedesktop.DBus.Properties.Get', ...question],
    ],
  },
];

const answerTimeoutMs = 3000;

/**
 * Whether something on this desktop shows tray icons: everywhere but on Linux, where it is what Electron itself asks
 * when it makes one. A child process, since Electron offers no D-Bus and a library for one question would stay loaded.
 */
export async function hasTrayHost({ platform, env, run }: TrayHostQuestion): Promise<boolean> {
  if (platform !== 'linux') return true;
  const address = busAddress(env);
  if (address === undefined) return false;
  for (const { file, args } of programs) {
    const answer = await run({
      file,
      args,
      env: { DBUS_SESSION_BUS_ADDRESS: address },
      timeoutMs: answerTimeoutMs,
    });
    if (answer.ok) return answer.value.exitCode === 0 && /\btrue\b/.test(answer.value.stdout);
  }
  return false;
}

/** Without an address of either kind libdbus would start a bus of its own, which would outlive us. */
function busAddress(env: TrayHostQuestion['env']): string | undefined {
  const runtimeDir = env['XDG_RUNTIME_DIR'];
  return env['DBUS_SESSION_BUS_ADDRESS'] ?? (runtimeDir ? `unix:path=${runtimeDir}/bus` : undefined);
}
