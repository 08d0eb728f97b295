import { Notification } from 'electron';
import type { AppState } from '../../contract/state';
import type { Clock } from '../../platform/clock';
import type { Speech } from '../speech';
import { appIcon } from '../windows/app-icon';
import { Announcer } from './announcer';
import { minuteOfDay } from './quiet-hours';
import { notificationWords } from './words';

export interface NotifierParts {
  readonly clock: Clock;
  /** The language at this moment. */
  speech(): Speech;
  /** Opens the window at a route: `#/pushes`. */
  open(route: string): void;
}

/** So that what stays is told though nothing changes. */
const lookEveryMs = 5_000;

/** Notifies as the announcer decides. A new notification takes the place of the one before it. */
export class Notifier {
  private readonly announcer = new Announcer();
  /** Electron forgets a notification that nobody holds, and its click with it. */
  private shown: Notification | undefined;
  private cancelLook = () => {};

  constructor(
    private state: AppState,
    private readonly parts: NotifierParts,
  ) {
    this.look();
  }

  see(state: AppState): void {
    this.state = state;
    this.decide();
  }

  stop(): void {
    this.cancelLook();
    this.shown?.close();
  }

  private look(): void {
    this.decide();
    this.cancelLook = this.parts.clock.after(lookEveryMs, () => this.look());
  }

  private decide(): void {
    const { clock, speech } = this.parts;
    const { verdict, settings } = this.state;
    const nowMs = clock.nowMs();
    const announcement = this.announcer.look({
      monotonicMs: clock.monotonicMs(),
      minuteOfDay: minuteOfDay(nowMs),
      verdict,
      settings: settings.notifications,
    });
    if (announcement) this.show(notificationWords(announcement, verdict, speech(), nowMs));
  }

  private show({ title, body, route }: ReturnType<typeof notificationWords>): void {
    if (!Notification.isSupported()) return;
    this.shown?.close();
    // Elsewhere the system shows the icon of the installed app.
    const icon = process.platform === 'linux' ? { icon: appIcon() } : {};
    this.shown = new Notification({ title, body, ...icon });
    this.shown.on('click', () => this.parts.open(route));
    this.shown.show();
  }
}
