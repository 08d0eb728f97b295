import type { palette as english } from '../en/palette';

export const palette: typeof english = {
  open: '搜索与命令',
  short: '搜索',
  label: '要做什么，或去哪里',
  placeholder: '立即推送、页面、目标……',
  results: '命令',
  none: '没有匹配项。',
  count: (count) => `${count} 条命令`,
  groups: {
    do: '操作',
    pages: '前往',
    targets: '目标',
    destinations: '推送目标',
    collectors: '采集器',
    look: '外观与语言',
  },
  pauseMonitoring: '暂停监测',
  resumeMonitoring: '恢复监测',
  pausePushing: '暂停推送',
  resumePushing: '恢复推送',
  reportLastHour: '最近 1 小时的报告',
  copyAddress: '复制指标地址',
  addressCopied: (address) => `已复制 ${address}。`,
  schemes: { auto: '跟随系统颜色', light: '浅色', dark: '深色' },
  languages: { auto: '浏览器的语言', en: 'English', 'zh-CN': '简体中文' },
};
