import type { tray as english } from '../en/tray';

export const tray: typeof english = {
  tooltip: (summary) => `Pushtray：${summary}`,
  monitoring: '监测',
  pushing: '推送',
  interval: '推送间隔',
  targets: '目标',
  destinations: '推送目标',
  none: '无',
  pushNow: '立即推送',
  open: '打开 Pushtray',
  quit: '退出',
  ownGateway: '本机的 Pushgateway',
  inCollector: (name, collector) => `${name}（${collector}）`,
  withState: (name, state) => `${name} — ${state}`,
  loss: (percent) => `丢包 ${percent}`,
  figures: (parts) => parts.join('，'),
  losing: '时有失败',
  down: '不可用',
  unknown: '无法探测',
  failing: '失败',
  held: '已搁置',

  fileMenu: '文件(&F)',
  viewMenu: '视图(&V)',
  cannotStart: 'Pushtray 无法启动',
  notPushed: '没有推送任何内容',
  notChanged: '设置未更改',
  noTray:
    '此桌面没有 Pushtray 可用的托盘，因此关闭此窗口只会将其最小化；“退出”在“文件”菜单中。' +
    '在 GNOME 上，扩展“AppIndicator and KStatusNotifierItem Support”可提供托盘。',
};
