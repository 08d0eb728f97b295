import { Message, NameFlag, RequestNameReply, sessionBus, Variant } from 'dbus-next';

/**
 * Stands in for a desktop's notifications: owns the name that they are sent to, keeps what came, and clicks.
 * https://specifications.freedesktop.org/notification-spec/latest/
 */
export interface NotificationServer {
  /** All that came, oldest first. */
  readonly shown: readonly ShownNotification[];
  /** What a desktop does when the body is clicked. */
  click(notification: ShownNotification): void;
  stop(): Promise<void>;
}

export interface ShownNotification {
  readonly id: number;
  readonly title: string;
  readonly body: string;
}

const name = 'org.freedesktop.Notifications';
const path = '/org/freedesktop/Notifications';

export async function startNotificationServer(busAddress: string): Promise<NotificationServer> {
  const bus = sessionBus({ busAddress });
  const shown: ShownNotification[] = [];
  bus.addMethodHandler((message: Message) => {
    if (message.path !== path) return false;
    if (message.member === 'Notify') {
      const [, , , title, body] = message.body as [string, number, string, string, string];
      shown.push({ id: shown.length + 1, title, body });
    }
    bus.send(answerOf(message, shown.length));
    return true;
  });
  const reply = await bus.requestName(name, NameFlag.DO_NOT_QUEUE);
  if (reply !== RequestNameReply.PRIMARY_OWNER) throw new Error(`${name} is owned by somebody else`);
  return {
    shown,
    click: ({ id }) => bus.send(Message.newSignal(path, name, 'ActionInvoked', 'us', [id, 'default'])),
    async stop() {
      await bus.releaseName(name);
      bus.disconnect();
    },
  };
}

function answerOf(message: Message, newestId: number): Message {
  switch (message.member) {
    case 'Notify':
      return Message.newMethodReturn(message, 'u', [newestId]);
    case 'GetCapabilities':
      return Message.newMethodReturn(message, 'as', [['body', 'actions']]);
    case 'GetServerInformation':
      return Message.newMethodReturn(message, 'ssss', ['stand-in', 'pushtray', '1', '1.2']);
    case 'Get':
      return Message.newMethodReturn(message, 'v', [new Variant('b', true)]);
    default:
      return Message.newMethodReturn(message);
  }
}
