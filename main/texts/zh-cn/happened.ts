import type { happened as english } from '../en/happened';

export const happened: typeof english = {
  title: '最近 24 小时',
  report: '报告',
  reportOf: (what, from) => `${from} 前后的报告：${what}`,
  reportAll: '24 小时报告',
  reading: '正在读取历史数据',
  failed: '无法读取发生过的事件。',
  nothing: '没有中断、丢包时段、休眠或网络变化。',
  more: (count) => `另有 ${count} 项`,
  moreTargets: (count) => `另有 ${count} 个`,
  about: (time) => `约 ${time}`,
  before: (time) => `早于 ${time}`,
  outage: (span) => `不可用 ${span}`,
  outageLasting: (span) => `至今不可用，已持续 ${span}`,
  loss: (percent, span) => `丢包 ${percent}，持续 ${span}`,
  lossLasting: (percent, span) => `至今丢包 ${percent}，已持续 ${span}`,
  silence: (what, span) => `${what}，持续 ${span}`,
  silenceLasting: (what, span) => `${what}，至今已 ${span}`,
};
