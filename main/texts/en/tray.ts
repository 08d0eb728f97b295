/** The tray, and what the tray app says around it. "&" marks an access key. */
export const tray = {
  tooltip: (summary: string) => `Pushtray: ${summary}`,
  monitoring: 'Monitoring',
  pushing: 'Pushing',
  interval: 'Interval',
  targets: 'Targets',
  destinations: 'Destinations',
  none: 'None',
  pushNow: 'Push now',
  open: 'Open Pushtray',
  quit: 'Quit',
  ownGateway: 'This machine’s gateway',
  inCollector: (name: string, collector: string) => `${name} (${collector})`,
  withState: (name: string, state: string) => `${name} — ${state}`,
  loss: (percent: string) => `${percent} loss`,
  figures: (parts: readonly string[]) => parts.join(', '),
  losing: 'fails at times',
  down: 'down',
  unknown: 'cannot be probed',
  failing: 'failing',
  held: 'held back',

  fileMenu: '&File',
  viewMenu: '&View',
  cannotStart: 'Pushtray cannot start',
  notPushed: 'Nothing was pushed',
  notChanged: 'The settings were not changed',
  noTray:
    'This desktop shows no tray that Pushtray can use, so closing this window minimises it; Quit is in its File menu. ' +
    'On GNOME the extension "AppIndicator and KStatusNotifierItem Support" brings a tray.',
};
