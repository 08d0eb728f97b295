import type { MenuItemConstructorOptions } from 'electron';
import type { Texts } from '../texts/texts';

/** The application menu: without it copying, pasting and quitting by keyboard do not work. */
export function applicationMenu(
  platform: NodeJS.Platform,
  { tray }: Pick<Texts, 'tray'>,
): MenuItemConstructorOptions[] {
  const first: MenuItemConstructorOptions =
    platform === 'darwin'
      ? { role: 'appMenu' }
      : { label: tray.fileMenu, submenu: [{ role: 'close' }, { type: 'separator' }, { role: 'quit' }] };
  return [
    first,
    { role: 'editMenu' },
    {
      label: tray.viewMenu,
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        { role: 'toggleDevTools' },
      ],
    },
    { role: 'windowMenu' },
  ];
}
