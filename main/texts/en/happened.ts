/** What happened in the last 24 hours, on the page Now. */
export const happened = {
  title: 'Last 24 hours',
  report: 'Report',
  reportOf: (what: string, from: string) => `Report of the time around ${from}: ${what}`,
  reportAll: 'Report of 24 h',
  reading: 'Reading history',
  failed: 'What happened could not be read.',
  nothing: 'No outage, no stretch of loss, no sleep, no change of network.',
  more: (count: string) => `${count} more`,
  moreTargets: (count: string) => `and ${count} more`,
  /** Before a time that is some minutes off. */
  about: (time: string) => `about ${time}`,
  /** Of what went on already when the day began. */
  before: (time: string) => `before ${time}`,
  outage: (span: string) => `down for ${span}`,
  outageLasting: (span: string) => `down since, ${span} so far`,
  loss: (percent: string, span: string) => `${percent} lost for ${span}`,
  lossLasting: (percent: string, span: string) => `${percent} lost since, ${span} so far`,
  silence: (what: string, span: string) => `${what} for ${span}`,
  silenceLasting: (what: string, span: string) => `${what} since, ${span} so far`,
};
