/** The hops towards a target. */
export const path = {
  title: 'Path',
  intro:
    'Probes every hop towards this target again and again while this is open, each at most once a second.',
  start: 'Trace the path',
  stop: 'Stop',
  live: 'Live',
  hidden: 'Stopped while the window is hidden',
  starting: 'The first round is under way.',
  stopped: 'Stopped.',
  rounds: (count: number) => (count === 1 ? '1 round' : `${count} rounds`),
  failed: 'The path could not be probed',
  hop: 'Hop',
  address: 'Address',
  alsoFrom: (count: number) => (count === 1 ? 'and 1 other' : `and ${count} others`),
  silent: 'no answer',
  loss: 'Loss',
  last: 'Last',
  mean: 'Mean',
  best: 'Best',
  worst: 'Worst',
  sent: 'Sent',
  line: 'Last probes',
  lineWords: (answered: number, sent: number) => `${answered} of ${sent} probes answered`,
  noLoss: 'No loss on the way.',
  lossBegins: (hop: string, loss: string) =>
    `Loss begins at hop ${hop}: ${loss} there, and every hop after it loses too.`,
  lossAtTarget: (loss: string) =>
    `Loss begins at the target itself: ${loss}. The hops before it lose nothing that matters.`,
  endsAfter: (hop: string) =>
    `Nothing answers beyond hop ${hop}: the path ends there, or what follows stays silent.`,
  nothingAnswers: 'Nothing answers, not even the first hop.',
  untimed: 'The ping of this system does not say how long a router takes to answer.',
  busyRouters: (hops: readonly number[]) =>
    hops.length === 1
      ? `Hop ${hops.join()} leaves probes unanswered, yet those behind it answer: a router that is slow to answer for itself, no loss.`
      : `Hops ${hops.join(', ')} leave probes unanswered, yet those behind them answer: routers that are slow to answer for themselves, no loss.`,
};
