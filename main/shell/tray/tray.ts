import { Menu, type MenuItemConstructorOptions, Tray } from 'electron';
import type { AppState } from '../../contract/state';
import { trayImage } from './tray-icon';
import { type TrayAction, type TrayEntry, trayMenu } from './tray-menu';
import { trayTooltip } from './tray-tooltip';

/**
 * The tray's one item. It is touched only where what it shows has changed, since on Linux each touch is a call over D-Bus
 * that blocks (https://github.com/electron/electron/issues/26603).
 */
export class TrayItem {
  private tray: Tray | undefined;
  private shown: { icon?: string; tooltip?: string; menu?: string } = {};

  constructor(
    private state: AppState,
    private readonly act: (action: TrayAction) => void,
  ) {
    this.make();
  }

  show(state: AppState): void {
    this.state = state;
    this.draw();
  }

  /** Makes it again, for a tray that was not there the first time. */
  renew(): void {
    this.tray?.destroy();
    this.make();
  }

  /** Draws the menu again though nothing changed: a click has moved its check mark. */
  redrawMenu(): void {
    delete this.shown.menu;
    this.draw();
  }

  destroy(): void {
    this.tray?.destroy();
    this.tray = undefined;
  }

  private make(): void {
    this.shown = { icon: this.state.verdict.level };
    this.tray = new Tray(trayImage(this.state.verdict.level));
    // On macOS a click opens the menu.
    if (process.platform !== 'darwin') this.tray.on('click', () => this.act({ kind: 'open' }));
    this.draw();
  }

  private draw(): void {
    if (!this.tray || this.tray.isDestroyed()) return;
    const { level, summary } = this.state.verdict;
    const entries = trayMenu(this.state);
    const wanted = { icon: level, tooltip: trayTooltip(summary), menu: JSON.stringify(entries) };
    if (wanted.icon !== this.shown.icon) this.tray.setImage(trayImage(level));
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
      ...(action ? { click: () => this.act(action) } : {}),
      ...(below ? { submenu: this.template(below) } : {}),
    }));
  }
}
