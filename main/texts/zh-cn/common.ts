import type { common as english } from '../en/common';
import { failures } from './failures';

export const common: typeof english = {
  locale: 'zh-CN',
  appName: 'Pushtray',
  skipToContent: '跳到正文',
  navigation: '页面',
  pages: {
    now: '现状',
    tcp: 'TCP',
    targets: '目标',
    collectors: '采集器',
    destinations: '推送目标',
    pushes: '推送记录',
    report: '报告',
    settings: '设置',
  },

  time: {
    now: '现在',
    ago: (span) => `${span} 前`,
    ahead: (span) => `${span} 后`,
  },

  actions: {
    remove: '移除',
    save: '保存',
    cancel: '取消',
    close: '关闭',
    dismiss: '关闭提示',
    undo: '撤销',
    copy: '复制',
    copied: '已复制',
    copyFailed: '无法复制',
    tryAgain: '重试',
    tryIt: '试运行',
    discard: '放弃更改',
    takeNewSettings: '以新的设置为基础',
  },
  rowMenu: {
    open: (name) => `${name} 的更多操作`,
    duplicate: '复制一份',
    moveUp: '上移',
    moveDown: '下移',
    moved: (name, place, count) => `${name} 现在是第 ${place} 个，共 ${count} 个。`,
  },

  health: { ok: '正常', trouble: '异常', failing: '故障', paused: '已暂停' },
  targetStates: {
    waiting: '等待中',
    up: '正常',
    loss: '有丢包',
    down: '不可用',
    unknown: '无法探测',
    paused: '已暂停',
    unheard: '未知',
  },
  collectorStates: {
    waiting: '等待中',
    ok: '采集中',
    failing: '失败',
    paused: '已暂停',
    unheard: '未知',
  },
  destinationStates: {
    waiting: '等待中',
    ok: '送达正常',
    failing: '失败',
    paused: '已暂停',
    held: '已搁置',
    unheard: '未知',
  },
  outcomes: { delivered: '已送达', failed: '失败' },
  probeOutcomes: {
    reply: '所有数据包都收到了应答',
    loss: '有数据包丢失',
    unresolvable: '域名无法解析',
    no_route: '没有通往该主机的路由',
    permission: '没有 ping 的权限',
    no_program: '没有 ping 程序',
    skipped: '已跳过',
    failed: '无法探测',
  },

  failures,
  fault: (label, message) => (/^[A-Z]|。$/.test(message) ? message : `${label}：${message}`),
  faultAt: (line, column, path, message) => {
    const where = [line > 0 ? `第 ${line} 行第 ${column} 列` : '', path].filter((part) => part !== '');
    return where.length > 0 ? `${where.join('，')}：${message}` : message;
  },

  connection: {
    opening: '正在打开 Pushtray',
    failedTitle: 'Pushtray 没有应答',
    failedText: '每隔几秒会再次询问。',
    lost: '与 Pushtray 的连接已断开',
    lostText: (clock) => `显示的是 ${clock} 的数据。正在重新连接。`,
    stale: '显示的内容不是最新的',
    unheardSince: (clock) => `自 ${clock} 起状态未知`,
    unheardText: '此后没有收到 Pushtray 的任何消息。',
    connectTitle: '请用带令牌的地址打开此页面',
    connectText: '此页面需要一个只有本机用户才能读取的令牌。用下面的命令输出带令牌的地址：',
    connectCommand: 'pushtray url',
    connectThen: '然后打开该地址，或将它（或仅令牌）粘贴到这里。',
    connectField: '地址或令牌',
    connectMissing: '其中没有令牌',
    connectRefused: 'Pushtray 没有接受该令牌。它可能是旧的，请重新输出地址。',
    connectButton: '连接',
  },

  labels: {
    name: '名称',
    value: '值',
    nameOf: (position) => `标签 ${position} 的名称`,
    valueOf: (position) => `标签 ${position} 的值`,
    add: '添加标签',
    removeOne: (name) => `移除标签 ${name}`,
    usedTwice: '重复使用',
  },
};
