import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Message, sessionBus, type Variant } from 'dbus-next';
import type { DesktopSession } from '../../test/support/desktop-session';

export type Scheme = 'light' | 'dark';

export interface Panel {
  /** Waits until the panel shows so many tray items. */
  showsItems(count: number): Promise<void>;
  stop(): void;
}

/** One panel along the lower edge with nothing on it but the tray at its right end. */
const panelSettings = (scheme: Scheme) => `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="${scheme === 'dark'}"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=8;x=640;y=884"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="32"/>
      <property name="icon-size" type="uint" value="22"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
        <value type="int" value="2"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
      <property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-2" type="string" value="systray"/>
  </property>
</channel>
`;

const xfconfd = '/usr/lib/x86_64-linux-gnu/xfce4/xfconf/xfconfd';

/** xfce4-panel on this screen and bus; `home` takes its settings. */
export async function startPanel(session: DesktopSession, home: string, scheme: Scheme): Promise<Panel> {
  const channels = join(home, 'config/xfce4/xfconf/xfce-perchannel-xml');
  mkdirSync(channels, { recursive: true });
  writeFileSync(join(channels, 'xfce4-panel.xml'), panelSettings(scheme));
  const env = {
    ...process.env,
    ...session.env,
    HOME: home,
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    GTK_THEME: scheme === 'dark' ? 'Adwaita:dark' : 'Adwaita',
  };
  const bus = sessionBus({ busAddress: session.env.DBUS_SESSION_BUS_ADDRESS });
  const started: ChildProcess[] = [spawn(xfconfd, [], { env, stdio: 'ignore' })];
  await until(async () => (await names(bus)).includes('org.xfce.Xfconf'));
  started.push(spawn('xfce4-panel', ['--disable-wm-check'], { env, stdio: 'ignore' }));
  await until(async () => (await names(bus)).includes('org.kde.StatusNotifierWatcher'));
  return {
    showsItems: (count) => until(async () => (await itemCount(bus)) === count),
    stop() {
      bus.disconnect();
      for (const child of started.reverse()) child.kill();
    },
  };
}

type Bus = ReturnType<typeof sessionBus>;

async function names(bus: Bus): Promise<readonly string[]> {
  const destination = 'org.freedesktop.DBus';
  const call = { destination, interface: destination, path: '/org/freedesktop/DBus', member: 'ListNames' };
  const answer = await bus.call(new Message(call));
  return answer?.body[0] as readonly string[];
}

async function itemCount(bus: Bus): Promise<number> {
  const watcher = 'org.kde.StatusNotifierWatcher';
  const answer = await bus.call(
    new Message({
      destination: watcher,
      path: '/StatusNotifierWatcher',
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: [watcher, 'RegisteredStatusNotifierItems'],
    }),
  );
  const items = answer?.body[0] as Variant<readonly string[]> | undefined;
  return items?.value.length ?? 0;
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; !(await isTrue()); attempt += 1) {
    if (attempt === 100) throw new Error('waited ten seconds for the panel');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
