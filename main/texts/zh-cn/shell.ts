import type { shell as english } from '../en/shell';

export const shell: typeof english = {
  instance: 'Instance',
  noInstance: '没有 instance 名称',
  version: (version) => `版本 ${version}`,
  notUp: (count, down) => (down === 0 ? `${count} 个不正常` : `${count} 个不正常，其中 ${down} 个不可用`),
  notDelivering: (count) => `${count} 个未送达`,
  drawingFailed: '无法绘制此页面：这是 Pushtray 自身的错误。',
  drawingFailedHint: '测量和推送仍在继续，其他页面可以使用。“重试”会重新加载整个窗口。',
  partMissing: '无法加载窗口的这一部分。',
  partMissingHint: 'Pushtray 可能已停止或已更新。“重试”会重新加载整个窗口。',
  morePages: '更多',
  fewerPages: '收起',
  notices: '须知',
  messages: '消息',
  settingsProblem: '设置文件有错误，仍在使用之前的设置',
  toSettings: '在“设置”中查看',
  instanceProblem: '尚无 instance 名称，暂不向其他机器推送',
  toInstance: '在“设置”中填写',
};
