/** Of a stretch of loss or of slow answers: when, how long, and which targets with how much. */
export interface StretchWords {
  readonly from: string;
  readonly to: string;
  readonly span: string;
  readonly targets: string;
}

export const report = {
  intro: 'What happened in a stretch of time, for a ticket or a provider.',
  last: 'The last',
  spans: { '15m': '15 min', '1h': '1 h', '6h': '6 h', '24h': '24 h', '7d': '7 d' },
  from: 'From',
  to: 'To',
  show: 'Show',
  wrongRange: 'must be before the end',
  missingTime: 'is missing',
  refresh: 'Up to now',
  loading: (share: string) => `Reading history: ${share}`,
  failed: 'The report could not be made',
  saveAs: 'Save as',
  formats: { html: 'HTML', csv: 'CSV', json: 'JSON' },
  saveOne: (format: string) => `Save the report as ${format}`,

  title: (instance: string) => `Network report of ${instance}`,
  period: (from: string, to: string, span: string) => `${from} to ${to} (${span})`,
  made: (version: string, at: string, zone: string) => `Pushtray ${version}, ${at}. Times are ${zone}.`,
  coarse: (span: string) =>
    `So far back only one value for each ${span} is kept: lowest and highest are exact, median and p95 are of means, an outage shorter than that shows as loss, and short loss may not show.`,

  summary: 'In short',
  noOutages: 'No target had an outage.',
  notMeasured: (targets: number, name: string, span: string) =>
    targets === 1
      ? `${span} of this time were not measured of ${name}.`
      : `Up to ${span} of this time were not measured of ${targets} targets.`,
  outageCount: (outages: number, targets: number) =>
    `${outages === 1 ? '1 outage' : `${outages} outages`} of ${targets === 1 ? '1 target' : `${targets} targets`}.`,
  longest: (target: string, span: string, from: string) => `The longest: ${target}, ${span} from ${from}.`,
  lossBetween: ({ from, to, span, targets }: StretchWords) =>
    `Between ${from} and ${to} (${span}) packets were lost to ${targets}.`,
  worstOfLoss: (count: number, { from, to, span, targets }: StretchWords) =>
    `${count} stretches of loss; in the worst, between ${from} and ${to} (${span}), packets were lost to ${targets}.`,
  lossTo: (target: string, loss: string) => `${target} (${loss})`,
  slowBetween: ({ from, to, span, targets }: StretchWords) =>
    `Between ${from} and ${to} (${span}) answers came slowly from ${targets}.`,
  longestOfSlow: (count: number, { from, to, span, targets }: StretchWords) =>
    `${count} stretches of slow answers; in the longest, between ${from} and ${to} (${span}), they came slowly from ${targets}.`,
  slowFrom: (target: string, rtt: string, usual: string) => `${target} (${rtt}, usually ${usual})`,
  atOnce: (count: number) => `${count} targets at once`,
  worstLoss: (target: string, loss: string) => `Most packets were lost to ${target}: ${loss}.`,
  noLoss: 'No packet was lost.',
  neverProbed: (targets: string) => `Never probed: ${targets}.`,
  pushesFine: (delivered: string) => `All ${delivered} pushes were delivered.`,
  pushesFailed: (failed: string, all: string) => `${failed} of ${all} pushes failed.`,
  nothing: 'Nothing was measured in this time.',

  targets: 'Targets',
  target: 'Target',
  min: 'Min',
  median: 'Median',
  p95: 'p95',
  max: 'Max',
  loss: 'Loss',
  outages: 'Outages',
  unmeasured: 'Not measured',
  unprobed: (reasons: string, isAtTimes: boolean) =>
    `${isAtTimes ? 'At times not probed' : 'Never probed'}: ${reasons}.`,
  rttNote: 'Median and p95 are of the cycles’ means.',
  every: (span: string) => `every ${span}`,

  start: 'Start',
  end: 'End',
  lasted: 'Lasted',
  atLeast: (span: string) => `${span} at least`,
  outageRule: (cycles: number) =>
    `An outage is ${cycles} cycles in a row or more without any answer; a single one counts as loss.`,
  ends: { lasting: 'lasts to the end', unknown: 'nothing was measured after it' },

  lossStretches: 'Stretches of loss',
  share: 'Share',
  lostOfSent: 'Lost of sent',
  ofSent: (lost: string, sent: string) => `${lost} of ${sent}`,
  lossRule: (lost: string, share: string, inARow: string) =>
    `A stretch of loss is ${lost} lost packets or more, at least ${share} % of those sent, with fewer than ${inARow} in a row coming back between. As many lost in a row end it.`,

  slowStretches: 'Stretches of slow answers',
  usual: 'Usual',
  upTo: (rtt: string) => `up to ${rtt}`,
  slowRule: (share: string, span: string) =>
    `Slow is four times what is usual and 100 ms more, for DNS also half a second. A stretch lasts ${span} or longer, and no two cycles in a row within it are not slow. Usual is what ${share} % of the cycles in this report do not exceed.`,

  chartOf: (target: string) => `Round trips to ${target} over time`,
  probeChartOf: (target: string) => `Duration of the probes of ${target} over time`,
  legend: {
    line: 'mean',
    spread: 'best to worst',
    loss: 'lost packets',
    outage: 'outage',
    gap: 'not measured',
  },
  peaksCut: (top: string, highest: string) => `Cut at ${top}; the highest is ${highest}.`,
  gapList: 'Not measured:',
  gap: (from: string, to: string, reason: string) => `${from} to ${to} (${reason})`,

  tcp: 'TCP connections',
  state: 'State',
  waitChart: 'Connections that wait, over time',
  retransmits: (again: string, sent: string, share: string) =>
    `${again} of ${sent} segments were sent again (${share}).`,

  pushes: 'Pushes',
  destination: 'Destination',
  delivered: 'Delivered',
  failedPushes: 'Failed',
  why: 'Why',
  reason: (message: string, count: string, from: string, to: string) =>
    `${count} times, ${from} to ${to}: ${message}`,
  reasonOnce: (message: string, at: string) => `once, ${at}: ${message}`,
  noPushes: 'No push was made, or none of that time is kept.',

  marks: 'What happened to this machine',
  noMarks: 'No sleep, pause, start or change of network.',
  when: 'When',
  what: 'What',
};
