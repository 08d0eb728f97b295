import { Menu, type MenuItemConstructorOptions, Tray } from 'electron';
import type { AppState } from '../../contract/state';
import type { Clock } from '../../platform/clock';
import { coalesced } from '../../platform/coalesced';
import { summaryOf } from '../../texts/verdict-words';
import type { Speech } from '../speech';
import { trayImage } from './tray-icon';
import { type TrayAction, type TrayEntry, trayMenu } from './tray-menu';
import { trayTooltip } from './tray-tooltip';

export interface TrayParts {
  readonly clock: Clock;
  act(action: TrayAction): void;
  /** The language at this moment. */
  speech(): Speech;
}

const drawnEveryMs = 1_000;

/**
 * The tray's one item. It is touched only where what it shows has changed, and once a second at most, since on Linux each touch is a
 * call over D-Bus that blocks (https://github.com/electron/electron/issues/26603).
 */
export class TrayItem {
  private tray: Tray | undefined;
  private shown: { icon?: string; tooltip?: string; menu?: string } = {};
  private readonly drawSoon: () => void;

  constructor(
    private state: AppState,
    private readonly parts: TrayParts,
  ) {
    this.drawSoon = coalesced(parts.clock, drawnEveryMs, () => this.draw());
    this.make();
  }

  show(state: AppState): void {
    this.state = state;
    this.drawSoon();
  }

  /** Makes it again, for a tray that was not there the first time. */
  renew(): void {
    this.tray?.destroy();
    this.make();
  }

  /** Draws the menu again though nothing changed: a click has moved its check mark. */
  redrawMenu(): void {
    delete this.shown.menu;
    this.drawSoon();
  }

  destroy(): void {
    this.tray?.destroy();
    this.tray = undefined;
  }

  private make(): void {
    this.shown = { icon: this.state.verdict.level };
    this.tray = new Tray(trayImage(this.state.verdict.level));
    // On macOS a click opens the menu.
    if (process.platform !== 'darwin') this.tray.on('click', () => this.parts.act({ kind: 'open' }));
    this.draw();
  }

  private draw(): void {
    if (!this.tray || this.tray.isDestroyed()) return;
    const { verdict } = this.state;
    const speech = this.parts.speech();
    const nowMs = this.parts.clock.nowMs();
    const entries = trayMenu(this.state, speech, nowMs);
    const summary = summaryOf(verdict, speech.texts, speech.format, nowMs);
    const wanted = {
      icon: verdict.level,
      tooltip: trayTooltip(speech.texts.tray.tooltip(summary)),
      menu: JSON.stringify(entries),
    };
    if (wanted.icon !== this.shown.icon) this.tray.setImage(trayImage(verdict.level));
    if (wanted.tooltip !== this.shown.tooltip) this.tray.setToolTip(wanted.tooltip);
    if (wanted.menu !== this.shown.menu)
      this.tray.setContextMenu(Menu.buildFromTemplate(this.template(entries)));
    this.shown = wanted;
  }

  private template(entries: readonly TrayEntry[]): MenuItemConstructorOptions[] {
    return entries.map(({ label, action, entries: below, ...rest }) => ({
      ...rest,
      // "&" alone would mark an access key.
      label: label.replaceAll('&', '&&'),
      ...(action ? { click: () => this.parts.act(action) } : {}),
      ...(below ? { submenu: this.template(below) } : {}),
    }));
  }
}
