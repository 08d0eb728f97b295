import type { Medium, ProbeFailure, ProbeObstacle, Rest } from '../../contract/verdict';
import { translated } from '../sentences';
import { isSilence, type PileHolder, type VerdictTexts } from '../verdict-texts';
import { sentences } from './sentences';

export const verdict: VerdictTexts = {
  andMore: (worst, others) => `${worst}；另有 ${others} 项`,
  since: (time) => `自 ${time} 起`,
  look: {
    target: (name) => `查看 ${name}`,
    holders: () => '由哪些进程持有',
    tcp: () => '查看 TCP',
    pushes: (name) => `到 ${name} 的失败推送`,
    destination: (name) => `查看 ${name}`,
    collectors: () => '查看采集器',
  },

  findings: {
    all_well: () => '一切正常',
    starting: () => '正在启动',
    nothing_measured: () => '没有任何测量',
    monitoring_paused: () => '监测已暂停',
    pushing_paused: () => '推送已暂停',
    asleep: () => '休眠中',

    no_network: () => '本机没有网络',
    router_down: ({ medium, beyond }) =>
      beyond === 'fine'
        ? onMedium(medium, '路由器不应答 ping；其后的网络有应答')
        : onMedium(medium, `路由器没有应答${beyond === 'affected' ? '，其后的网络同样如此' : ''}`),
    router_loss: ({ medium, lossRatio, beyond }, { wholePercent }) =>
      onMedium(medium, `到路由器丢包 ${wholePercent(lossRatio)}${afterRouter(beyond)}`),
    router_slow: ({ medium, rttSeconds, beyond }, { rtt }) =>
      onMedium(medium, `路由器应答缓慢，需 ${rtt(rttSeconds)}${afterRouter(beyond)}`),
    resolver_down: () => 'DNS 没有应答',
    resolver_loss: ({ lossRatio }, { wholePercent }) => `${wholePercent(lossRatio)} 的 DNS 查询失败`,
    resolver_slow: ({ rttSeconds }, { rtt }) => `DNS 应答缓慢，需 ${rtt(rttSeconds)}`,
    internet_down: ({ router }) => (router === 'fine' ? '路由器之后的互联网不可达' : '互联网不可达'),
    internet_loss: ({ targets, lossRatio, router }, { wholePercent }) =>
      `${router === 'unknown' ? `到 ${list(targets)} 的` : '互联网'}丢包 ${wholePercent(lossRatio)}${upToRouter(router)}`,
    internet_slow: ({ rttSeconds, router }, { rtt }) =>
      `互联网应答缓慢，需 ${rtt(rttSeconds)}${upToRouter(router)}`,
    targets_down: ({ targets, of, others }) =>
      targets.length === 1
        ? `目标 ${targets[0]} 不可用${othersAre(others)}`
        : `${someOf(targets, of)}不可用：${list(targets)}`,
    targets_loss: ({ targets, of, lossRatio, others }, { wholePercent }) =>
      targets.length === 1
        ? `目标 ${targets[0]} 丢包 ${wholePercent(lossRatio)}${othersAre(others)}`
        : `${someOf(targets, of)}丢包，最高 ${wholePercent(lossRatio)}：${list(targets)}`,
    targets_slow: ({ targets, of, rttSeconds, others }, { rtt }) =>
      targets.length === 1
        ? `目标 ${targets[0]} 应答缓慢，需 ${rtt(rttSeconds)}${othersAre(others)}`
        : `${someOf(targets, of)}应答缓慢：${list(targets)}`,
    targets_not_probed: ({ targets, of }) =>
      targets.length === 1
        ? `目标 ${targets[0]} 无法探测`
        : `${someOf(targets, of)}无法探测：${list(targets)}`,

    tcp_pileup: ({ state, connections, process }, { count }) =>
      `${count(connections)} 个连接处于 ${state.toUpperCase()}${process === undefined ? '' : `，${heldBy(process, count)}`}`,
    tcp_resending: ({ resentRatio }, { percent }) => `TCP 重传了 ${percent(resentRatio)} 的报文段`,
    listen_drops: ({ dropped }, { count }) => `本机丢弃了 ${count(dropped)} 个传入连接`,

    pushes_fail: ({ destination, failure, status }) =>
      `推送失败：${destination} ${status === undefined ? failureWords(failure) : `返回 ${status}`}`,
    pushes_held: ({ destination, reason }) =>
      `到 ${destination} 的推送被搁置：${holds[reason] ?? '原因见推送目标页'}`,
    clock_skew: ({ destination }) => `到 ${destination} 的推送被搁置：本机时钟与对方不一致`,
    backlog_grows: ({ destination, samples }, { count }) =>
      `${destination} 的积压在增长：${count(samples)} 个样本待发送`,

    collectors_fail: ({ collectors, of }) =>
      collectors.length === 1
        ? `采集器 ${collectors[0]} 失败`
        : `${of} 个采集器中有 ${collectors.length} 个失败：${list(collectors)}`,
  },

  evidence: {
    targets_answer: ({ targets, of }) =>
      targets < of ? `${of} 个目标中有 ${targets} 个应答` : `${targets} 个目标应答正常`,
    pushes_arrive: ({ destinations }) => `${destinations} 个推送目标正常接收`,
    collectors_measure: ({ collectors }) => `${collectors} 个采集器正常测量`,
    first_cycles: ({ waiting }) => `${waiting} 个采集器正在进行首个周期`,
    collectors_off: ({ collectors }) =>
      collectors === 0 ? '设置中没有采集器' : `${collectors} 个采集器均已关闭`,
    switched_off: ({ what }) =>
      what === 'monitoring' ? '已手动关闭：不测量也不推送' : '已手动关闭：照常测量，但不推送',
    sleeping: () => '本机正在休眠：唤醒后继续测量',

    no_default_route: () => '没有默认路由',
    device_down: ({ device }) => `${device}：链路已断开`,
    wifi_signal: ({ device, signalDbm }) => `${device}：Wi-Fi 信号 ${signed(signalDbm)}\u00a0dBm`,

    packets_lost: ({ target, lossRatio, cycles }, { wholePercent }) =>
      `${target}：最近 ${cycles} 个周期丢包 ${wholePercent(lossRatio)}`,
    probes_failed: ({ target, failed, cycles, reason }) =>
      `${target}：${cycles} 次探测中有 ${failed} 次失败${because(reason)}`,
    no_answer: ({ target, cycles, reason, lastAnswerAtMs, againAtMs }, { moment, nowMs }) => {
      const isSilent = isSilence(reason);
      const what = `${target}：连续 ${cycles} 个周期${isSilent ? '无应答' : '失败'}${because(reason)}`;
      if (againAtMs !== undefined) {
        return `${what}，${moment(againAtMs, nowMs)} 起${isSilent ? '恢复应答' : '恢复正常'}`;
      }
      if (lastAnswerAtMs === undefined) return what;
      return `${what}，上次${isSilent ? '应答' : '成功'}于 ${moment(lastAnswerAtMs, nowMs)}`;
    },
    slow_answers: ({ target, rttSeconds, usualSeconds }, { rtt }) =>
      `${target}：${rtt(rttSeconds)}${usualSeconds === undefined ? '' : `，平时为 ${rtt(usualSeconds)}`}`,
    not_probed: ({ target, obstacle }) => `${target}：${obstacles[obstacle]}`,
    answers_well: ({ target, rttSeconds }, { rtt }) =>
      rttSeconds === undefined ? `${target} 应答正常` : `${target} 应答正常，${rtt(rttSeconds)}`,

    connections: ({ state, connections, usual }, { count }) =>
      `${state.toUpperCase()}：${count(connections)}${usual === undefined ? '' : `，平时为 ${count(usual)}`}`,
    held_by: ({ pid, name, connections, of, atMs }, { count, moment, nowMs }) =>
      `${moment(atMs, nowMs)} 时，${name === undefined ? `进程 ${pid}` : `${name}（进程 ${pid}）`}持有 ${count(of)} 个中的 ${count(connections)} 个`,
    segments_resent: ({ resent, sent, overMs }, { count, interval }) =>
      `${interval(overMs)}内 ${count(sent)} 个报文段中重传 ${count(resent)} 个`,
    connections_dropped: ({ dropped, overMs }, { count, interval }) =>
      `${interval(overMs)}内丢弃 ${count(dropped)} 个：监听程序未能及时接受`,

    push_failed: ({ url, failure, status, failures }) =>
      `${url}：${status === undefined ? failureWords(failure) : `状态码 ${status}`}${
        failures > 1 ? `，连续 ${failures} 次` : ''
      }`,
    last_delivered: ({ destination, atMs }, { moment, nowMs }) =>
      `${destination}：上次送达于 ${moment(atMs, nowMs)}`,
    backlog: ({ destination, samples, oldestAtMs }, { count, moment, nowMs }) =>
      `${destination}：${count(samples)} 个样本待发送${
        oldestAtMs === undefined ? '' : `，最早的测于 ${moment(oldestAtMs, nowMs)}`
      }`,
    held: ({ url }) => `未向 ${url} 发送任何内容`,
    collector_problem: ({ collector, reason }) =>
      `${collector}：${(translated(reason, sentences) ?? reason).replace(/[.。]$/, '')}`,
  },
};

function onMedium(medium: Medium, sentence: string): string {
  return { wifi: `Wi-Fi：${sentence}`, wired: `有线网络：${sentence}`, unknown: sentence }[medium];
}

function afterRouter(beyond: Rest): string {
  return { fine: '；其后的网络正常', affected: '，其后的网络也受影响', unknown: '' }[beyond];
}

function upToRouter(router: Rest): string {
  return router === 'fine' ? '；到路由器为止正常' : '';
}

function othersAre(others: Rest): string {
  return others === 'fine' ? '，其他目标正常' : '';
}

function someOf(targets: readonly string[], of: number): string {
  return targets.length === of ? `全部 ${of} 个目标` : `${of} 个目标中有 ${targets.length} 个`;
}

/** 只列出前几个：这一行必须保持为一行。 */
function list(names: readonly string[]): string {
  return names.length > 4 ? `${names.slice(0, 3).join('、')} 等 ${names.length} 个` : names.join('、');
}

function signed(value: number): string {
  return value < 0 ? `−${-value}` : String(value);
}

function heldBy(
  { pid, name = String(pid), connections }: PileHolder,
  count: (value: number) => string,
): string {
  return `其中${connections === undefined ? '大多' : ` ${count(connections)} 个`}由进程 ${name} 持有`;
}

function because(reason: ProbeFailure | undefined): string {
  return reason === undefined || reason === 'lost' ? '' : `（${failures[reason]}）`;
}

const failures: Readonly<Record<ProbeFailure, string>> = {
  lost: '丢失',
  refused: '连接被拒绝',
  timeout: '超时',
  tls: '无法建立安全连接',
  broken_off: '连接中断',
  status: 'HTTP 状态码表示失败',
  answer: '应答与预期不符',
};

const obstacles: Readonly<Record<ProbeObstacle, string>> = {
  unresolvable: '名称无法解析',
  no_route: '没有到它的路由',
  permission: '本机不允许探测',
  no_program: '没有 ping 程序',
  failed: '探测在本机失败',
};

const holds: Readonly<Record<string, string>> = {
  own_address: '它就是 Pushtray 自身',
  instance_is_localhost: '本机没有自己的名称',
};

function failureWords(failure: string): string {
  return pushFailures[failure] ?? failure;
}

const pushFailures: Readonly<Record<string, string>> = {
  unreachable: '不可达',
  timeout: '应答超时',
  tls: '无法建立安全连接',
  redirect: '被重定向到别处',
  unauthorized: '不接受凭据',
  not_found: '该地址不接收推送',
  refused: '拒绝了推送',
  server_error: '对方发生错误',
  invalid_metrics: '指标无效',
  missing_secret: '缺少机密',
  own_address: '就是 Pushtray 自身',
  clock_skew: '时钟不一致',
  aborted: '推送被中断',
};
