/** The first steps after the first start. */
export const start = {
  title: 'First steps',
  intro: 'Pushtray measures and serves already. Each of these is optional.',
  dismiss: 'Do not show again',
  done: 'Done',
  hosts: 'Ping hosts on the internet',
  hostsText: 'To tell trouble at home from trouble beyond. Nothing there is touched unless you add it.',
  destination: 'Deliver to your Prometheus',
  destinationText: 'Add a Pushgateway or a receiver of remote write, and test it before it is saved.',
  login: 'Start at login',
  loginText: 'So that the tray app measures whenever you are at this machine.',
};
