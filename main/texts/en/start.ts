/** The first steps after the first start. */
export const start = {
  title: 'First steps',
  intro: 'Optional. Nothing on the internet is touched unasked.',
  dismiss: 'Do not show again',
  done: 'Done',
  hosts: 'Ping hosts on the internet',
  destination: 'Deliver to Prometheus',
  login: 'Start at login',
};
