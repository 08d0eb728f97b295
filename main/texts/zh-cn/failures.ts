import type { ContractErrorCode } from '../../contract/errors';
import type { common as english } from '../en/common';

type Words = (typeof english.failures)[string];

/** Of what can go wrong with every call. */
const ofEveryCall: Readonly<Record<ContractErrorCode, Words>> = {
  disconnected: {
    message: 'Pushtray 没有应答。',
    hint: '它可能已停止。请重新启动它，此窗口会自动恢复。',
  },
  not_allowed: {
    message: 'Pushtray 不接受此页面。',
    hint: '请运行 pushtray url，并打开它输出的地址。',
  },
  commands_refused: {
    message: '此页面可从其他机器访问，因此不接受命令。',
    hint: '请在该机器上把命令写入设置文件，或在它自己的窗口中添加。',
  },
  settings_changed: {
    message: '打开此表单之后，设置已在别处被更改。',
    hint: '没有覆盖任何内容。请以新的设置为基础：您在此处的更改会保留，然后再次保存。',
  },
  unknown_call: {
    message: '正在运行的 Pushtray 不认识这个操作。',
    hint: '它的版本可能较旧：请重新加载此页面。',
  },
  bad_input: { message: 'Pushtray 无法理解这个请求。', hint: '它的版本可能不同：请重新加载此页面。' },
  not_found: { message: '要找的内容不存在，或已不再保留。', hint: '' },
  internal: { message: 'Pushtray 内部出错。', hint: '日志中有详细信息。' },
  invalid_settings: { message: '设置有错误，没有保存。', hint: '请改正所标出的错误，然后再次保存。' },
  not_writable: { message: '文件无法写入。', hint: '请检查文件和目录的权限以及磁盘空间。' },
  not_pushing: { message: '推送已暂停。', hint: '请先恢复推送。' },
};

/** Of what the rooms behind single calls add. */
const ofSomeCalls: Readonly<Record<string, Words>> = {
  aborted: { message: '操作已中止。', hint: '' },
  answer: { message: '应答与预期不符。', hint: '' },
  bad_output: { message: '程序的输出无法解析。', hint: '' },
  bad_request: { message: '请求无法发送。', hint: '请检查地址和请求头。' },
  bad_secret: { message: '机密的名称或内容无效。', hint: '' },
  bad_secrets_file: { message: '机密文件有错误。', hint: '请改正该文件。' },
  body_cut: { message: '这次推送的正文没有完整保留，无法再次发送。', hint: '' },
  broken_off: { message: '对方中途断开了连接。', hint: '' },
  invalid: { message: '内容无效。', hint: '' },
  invalid_json: { message: '内容不是有效的 JSON。', hint: '' },
  invalid_metrics: { message: '指标不符合格式规则，没有发送。', hint: '' },
  missing_secret: { message: '设置中所指的机密不存在。', hint: '请在推送目标的表单中填写。' },
  newer_version: {
    message: '设置来自更新版本的 Pushtray。',
    hint: '请更新 Pushtray，或使用与此版本相符的设置。',
  },
  no_ping_program: { message: '本机没有 ping 程序。', hint: '请安装 ping 程序。' },
  no_prometheus: {
    message: '所填的地址没有像 Prometheus 那样应答查询。',
    hint: '请填写 Prometheus 的地址，其下应有 /api/v1/query。',
  },
  no_prometheus_url: {
    message: '没有填写该推送目标背后的 Prometheus 地址。',
    hint: '请在推送目标的表单中填写。',
  },
  no_push_before: { message: '没有保留更早的、发往同一地址的推送。', hint: '' },
  no_route: { message: '没有到达该主机的路由。', hint: '' },
  no_source: { message: '本机没有可用的测量方式。', hint: '' },
  not_arrived: {
    message: '推送已送出，但没有在 Prometheus 中出现。',
    hint: '请检查 Prometheus 的抓取配置。',
  },
  not_available: { message: '此处没有这项功能。', hint: '' },
  not_delivered: { message: '推送没有送达。', hint: '' },
  not_permitted: { message: '系统不允许此操作。', hint: '' },
  not_readable: { message: '文件无法读取。', hint: '请检查文件的权限。' },
  not_repeatable: { message: '这次推送无法重复。', hint: '' },
  not_started: { message: '程序没有启动。', hint: '' },
  other_group: { message: '该推送目标现在推送到另一个分组。', hint: '' },
  own_address: { message: '这是 Pushtray 自己的地址，不能推送到自己。', hint: '请填写其他地址。' },
  permission: { message: '系统不允许探测。', hint: '' },
  redirect: { message: '对方要求转到其他地址。', hint: '请直接填写最终的地址。' },
  refused: { message: '被拒绝：没有程序在监听，或对方不接受内容。', hint: '' },
  server_error: { message: '对方的服务器出错。', hint: '' },
  timeout: { message: '没有在规定时间内应答。', hint: '' },
  tls: { message: 'TLS 连接失败。', hint: '请检查证书。' },
  unauthorized: { message: '对方不接受用户名、密码或令牌。', hint: '请检查身份验证设置。' },
  unavailable: { message: '所需的系统功能不可用。', hint: '' },
  unreachable: { message: '无法连接到对方。', hint: '' },
  unresolvable: { message: '主机名无法解析。', hint: '' },
};

/** Main says what went wrong in English; the window puts these before it. */
export const failures: typeof english.failures = { ...ofEveryCall, ...ofSomeCalls };
