export const shell = {
  instance: 'Instance',
  noInstance: 'No instance name',
  version: (version: string) => `Version ${version}`,
  notUp: (count: number) => (count === 1 ? '1 not up' : `${count} not up`),
  notDelivering: (count: number) => (count === 1 ? '1 not delivering' : `${count} not delivering`),
  notices: 'Notices',
  messages: 'Messages',
  settingsProblem: 'The settings file has faults; the settings before it are in use',
  toSettings: 'Show them in Settings',
  instanceProblem: 'Pushes to other machines wait for an instance name',
  toInstance: 'Set it in Settings',
};
