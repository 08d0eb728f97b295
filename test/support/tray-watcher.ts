import {
  Message,
  type MessageBus,
  MessageFlag,
  type MessageLike,
  MessageType,
  NameFlag,
  RequestNameReply,
  sessionBus,
  Variant,
} from 'dbus-next';

/**
 * Stands in for a desktop's panel: owns the name that tray items register with, and reads an item as a panel does.
 * https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/ and, for the menu,
 * https://github.com/AyatanaIndicators/libdbusmenu/blob/master/libdbusmenu-glib/dbus-menu.xml.
 * Plain messages, since Electron's objects answer no introspection.
 */
export interface TrayWatcher {
  /** The newest item that registered; waits for the first one. */
  item(): Promise<TrayItem>;
  /** How often an item registered. */
  registrations(): number;
  /** The names of all signals by which items said that something of them changed, in their order. */
  readonly changes: readonly string[];
  /** The tray is gone, as when a panel ends. */
  stop(): Promise<void>;
}

export interface MenuEntry {
  readonly label: string;
  readonly type: 'normal' | 'separator' | 'checkmark' | 'radio';
  readonly checked: boolean;
  readonly enabled: boolean;
  readonly entries: readonly MenuEntry[];
  readonly id: number;
}

const watcherName = 'org.kde.StatusNotifierWatcher';
const menuInterface = 'com.canonical.dbusmenu';
const itemInterface = 'org.kde.StatusNotifierItem';
const itemInterfaces: readonly string[] = [itemInterface, menuInterface];
const propertiesInterface = 'org.freedesktop.DBus.Properties';

export async function startTrayWatcher(busAddress: string): Promise<TrayWatcher> {
  const bus = sessionBus({ busAddress });
  const items: TrayItem[] = [];
  const waiting: ((item: TrayItem) => void)[] = [];
  bus.addMethodHandler((message: Message) => {
    if (message.path !== '/StatusNotifierWatcher') return false;
    if (message.member === 'RegisterStatusNotifierItem') {
      const item = new TrayItem(bus, message.sender, String(message.body[0]));
      items.push(item);
      for (const resolve of waiting.splice(0)) resolve(item);
    }
    bus.send(answerOf(message));
    return true;
  });
  const changes: string[] = [];
  bus.on('message', ({ type, interface: from, member }: Message) => {
    if (type === MessageType.SIGNAL && itemInterfaces.includes(from)) changes.push(member);
  });
  for (const from of itemInterfaces) await bus.call(matching(`type='signal',interface='${from}'`));
  const reply = await bus.requestName(watcherName, NameFlag.DO_NOT_QUEUE);
  if (reply !== RequestNameReply.PRIMARY_OWNER) throw new Error(`${watcherName} is owned by somebody else`);
  return {
    item: async () => items.at(-1) ?? new Promise((resolve) => waiting.push(resolve)),
    registrations: () => items.length,
    changes,
    async stop() {
      await bus.releaseName(watcherName);
      bus.disconnect();
    },
  };
}

function matching(rule: string): Message {
  const bus = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus' };
  return new Message({
    ...bus,
    interface: 'org.freedesktop.DBus',
    member: 'AddMatch',
    signature: 's',
    body: [rule],
  });
}

function answerOf(message: Message): Message {
  if (message.interface !== propertiesInterface) return Message.newMethodReturn(message);
  return Message.newMethodReturn(message, 'v', [new Variant('b', true)]);
}

export class TrayItem {
  private readonly path: string;

  constructor(
    private readonly bus: MessageBus,
    private readonly sender: string,
    registeredAs: string,
  ) {
    this.path = registeredAs.startsWith('/') ? registeredAs : '/StatusNotifierItem';
  }

  /** The words of the tooltip, without markup. */
  async tooltip(): Promise<string> {
    const [, , title, text] = await this.property<[string, unknown, string, string]>('ToolTip');
    return [title, text].filter((part) => part !== '').join(' ');
  }

  /** The largest picture the item offers, as bytes of ARGB. */
  async icon(): Promise<{ width: number; height: number; argb: Buffer }> {
    const pictures = await this.property<[number, number, Buffer][]>('IconPixmap');
    const [width, height, argb] = pictures.sort(([a], [b]) => b - a)[0] ?? [0, 0, Buffer.alloc(0)];
    return { width, height, argb };
  }

  async menu(): Promise<readonly MenuEntry[]> {
    return (await this.layout()).entries;
  }

  /**
   * Clicks the entry with this label, else the one whose label begins so; below it, the next, and so on. Answers when, in milliseconds
   * since 1970.
   */
  async click(...labels: string[]): Promise<number> {
    let entry = await this.layout();
    for (const label of labels) {
      const { entries } = entry;
      const found =
        entries.find((child) => child.label === label) ??
        entries.find((child) => child.label.startsWith(label));
      if (!found)
        throw new Error(`no "${label}" among ${entry.entries.map((child) => child.label).join(', ')}`);
      entry = found;
    }
    const path = await this.property<string>('Menu');
    const event = { path, interface: menuInterface, member: 'Event', signature: 'isvu' };
    const body = [entry.id, 'clicked', new Variant('s', ''), 0];
    // As a panel does: an item that quits gives no answer.
    const atMs = Date.now();
    this.bus.send(this.message({ ...event, body, flags: MessageFlag.NO_REPLY_EXPECTED }));
    return atMs;
  }

  /** What a panel does on a primary click. */
  async activate(): Promise<void> {
    await this.call({
      interface: itemInterface,
      member: 'Activate',
      signature: 'ii',
      body: [0, 0],
    });
  }

  private async layout(): Promise<MenuEntry> {
    const path = await this.property<string>('Menu');
    const body = [0, -1, []];
    const call = { path, interface: menuInterface, member: 'GetLayout', signature: 'iias', body };
    const [, root] = await this.call(call);
    return entryOf(root as LayoutNode);
  }

  private async property<T>(name: string): Promise<T> {
    const body = [itemInterface, name];
    const [value] = await this.call({ interface: propertiesInterface, member: 'Get', signature: 'ss', body });
    return (value as Variant<T>).value;
  }

  private async call(fields: MessageLike): Promise<unknown[]> {
    return (await this.bus.call(this.message(fields)))?.body ?? [];
  }

  private message(fields: MessageLike): Message {
    return new Message({ path: this.path, ...fields, destination: this.sender });
  }
}

/** `(ia{sv}av)`: id, properties, children. */
type LayoutNode = [number, Record<string, Variant>, Variant<LayoutNode>[]];

function entryOf([id, properties, children]: LayoutNode): MenuEntry {
  const value = (name: string): unknown => properties[name]?.value;
  return {
    id,
    label: unescapeLabel(String(value('label') ?? '')),
    type: (value('toggle-type') ??
      (value('type') === 'separator' ? 'separator' : 'normal')) as MenuEntry['type'],
    checked: value('toggle-state') === 1,
    enabled: value('enabled') !== false,
    entries: children.map((child) => entryOf(child.value)),
  };
}

/** One "_" marks the access key, two are a real one. */
function unescapeLabel(label: string): string {
  return label.replace(/_(.)/g, '$1');
}
