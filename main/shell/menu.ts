import type { MenuItemConstructorOptions } from 'electron';

/** The application menu: without it copying, pasting and quitting by keyboard do not work. */
export function applicationMenu(platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  const first: MenuItemConstructorOptions =
    platform === 'darwin'
      ? { role: 'appMenu' }
      : { label: '&File', submenu: [{ role: 'close' }, { type: 'separator' }, { role: 'quit' }] };
  return [
    first,
    { role: 'editMenu' },
    {
      label: '&View',
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
