import type { Sentences } from '../../sentences';

/** Of this machine, its files and programs, the run of Pushtray itself, and its own gateway. */
export const aboutMachine: Sentences = {
  'There is no file {}.': '没有文件 {}。',
  'This user may not read {}.': '此用户无权读取 {}。',
  '{} could not be read: {}.': '无法读取 {}：{}。',
  'Reading {} took too long and was given up.': '读取 {} 耗时过长，已放弃。',
  'Cannot read {}: {}.': '无法读取 {}：{}。',
  'Cannot write {}: {}.': '无法写入 {}：{}。',
  'Cannot remove {}: {}.': '无法删除 {}：{}。',
  'Cannot make the directory {}: {}.': '无法创建目录 {}：{}。',
  'Cannot write in the directory {}: {}.': '无法写入目录 {}：{}。',
  'Cannot list the directory {}: {}.': '无法列出目录 {}：{}。',
  'it has {} bytes, more than {}': '它有 {} 字节，超过 {}',
  'a part of the path is not a directory': '路径的一部分不是目录',
  'it does not exist': '它不存在',
  'this user may not': '此用户没有权限',
  'the disk is full': '磁盘已满',
  "this user's share of the disk is used up": '此用户的磁盘配额已用完',
  'the file system is read-only': '文件系统为只读',
  'it is a directory': '它是一个目录',
  'There is no program "{}" on the PATH.': 'PATH 中没有程序“{}”。',
  'The program "{}" may not be run by this user.': '此用户无权运行程序“{}”。',
  'The program "{}" did not start: {}.': '程序“{}”没有启动：{}。',
  'The program "{}" did not start: there is no directory {}.': '程序“{}”没有启动：没有目录 {}。',
  'The log is not kept. {}': '没有保留日志。{}',
  'The log has the details.': '日志中有详细信息。',
  'The history file {} cannot be used: {}. Charts and pushes are not kept until it can.':
    '历史文件 {} 无法使用：{}。在它可用之前，图表和推送记录不会保留。',
  'The history file {} cannot be opened: {}.': '历史文件 {} 无法打开：{}。',
  'Port {} is taken by {}, so Pushtray serves on port {}.': '端口 {} 已被{}占用，因此 Pushtray 使用端口 {}。',
  'another program': '其他程序',
  'The address {} is taken by another program.': '地址 {} 已被其他程序占用。',
  'The address {} and the ports {} are taken by another program.': '地址 {} 及端口 {} 已被其他程序占用。',
  'This user may not listen at {}.': '此用户无权在 {} 监听。',
  'Ports below 1024 are for the administrator: name a higher one.':
    '1024 以下的端口属于管理员：请使用更高的端口。',
  'This machine has no address {} to listen at.': '本机没有可监听的地址 {}。',
  'Cannot listen at {}: {}.': '无法在 {} 监听：{}。',
  'End that program, or name another address with --listen or "server.listen" in settings.':
    '请结束该程序，或用 --listen 或设置中的 server.listen 指定其他地址。',
  'There is no desktop here: this Pushtray runs without a tray.':
    '此处没有桌面：此 Pushtray 在没有托盘的情况下运行。',
  'Let the system start it, as examples/pushtray.service does.':
    '请由系统启动它，参见 examples/pushtray.service。',
  "Pushtray's start at login cannot be changed. {}": '无法更改 Pushtray 的登录时启动。{}',
  'There is no call "{}".': '没有“{}”这个操作。',
  'Pushtray made a mistake in "{}": {}.': 'Pushtray 在“{}”中出错：{}。',
  'The call "{}" was given something it does not take.': '操作“{}”收到了无法接受的内容。',
  'A command is not taken over the network: the server of this Pushtray listens beyond its own machine.':
    '不接受来自网络的命令：此 Pushtray 的服务器可从其他机器访问。',
  'Write the command into the settings file on that machine, or in its own window.':
    '请在该机器上把命令写入设置文件，或在它自己的窗口中添加。',
  'The groups that were pushed to this machine could not be read from {}. {} {}':
    '无法从 {} 读取推送到本机的分组。{}{}',
  'There is no group {} here any more.': '分组 {} 已不在此处。',
  'pushed metrics are invalid or inconsistent with existing metrics: {}':
    '推送的指标无效，或与已有指标不一致：{}',
  'pushed metrics are invalid or inconsistent with existing metrics: {}:{}: {}':
    '推送的指标无效，或与已有指标不一致：{}:{}：{}',
  'this gateway is full: it holds at most {}.': '此网关已满：最多容纳 {}。',
  '{} series': '{} 个序列',
  '{} groups': '{} 个分组',
  'DELETE groups that are no longer pushed.': '请用 DELETE 删除不再推送的分组。',
  '"{}" has a timestamp, and a gateway only knows the newest value: leave timestamps out':
    '“{}”带有时间戳，而网关只保存最新的值：请去掉时间戳',
  '"{}" is pushed as {}, but its type is {} in {}: write "# TYPE {} {}" before it, or rename it':
    '“{}”以 {} 推送，但它的类型是 {}（{}）：请在它之前写“# TYPE {} {}”，或改用别的名称',
  'the label "{}" in the URL would overwrite that of the {} "{}": push it without that label':
    'URL 中的标签“{}”会覆盖 {}“{}”的同名标签：推送时请去掉该标签',
  'the name "{}" belongs to the {} "{}": rename it, or push it under the TYPE line of that':
    '名称“{}”属于 {}“{}”：请改用别的名称，或放在后者的 TYPE 行之下推送',
  'the {} "{}" needs the name "{}", which another metric has: rename one of the two':
    '{}“{}”需要名称“{}”，而它已被另一个指标使用：请改掉其中一个名称',
  'with the labels of the URL, {} is there twice: use other label names in the URL than in the body':
    '加上 URL 中的标签后，{} 出现了两次：URL 中的标签名不要与正文相同',
  '{} is already in the group {}: push it to that group, or give it a label that tells the two apart':
    '{} 已在分组 {} 中：请推送到该分组，或加一个能区分两者的标签',
  'there is a group {} already, and to Prometheus an empty label is the same as none, so both would be {}: push to that one, or give the label a value':
    '已有分组 {}，而对 Prometheus 来说空标签等于没有标签，因此两者都会是 {}：请推送到已有的分组，或给该标签一个值',
  'The header {} is {}, which is no time to live.': '请求头 {} 的值是 {}，不是有效的保留时间。',
  'Write it like 90s, 10m or 1h30m, at least 1s, or leave it out.':
    '请写成 90s、10m 或 1h30m 这样的形式，至少 1s，或者省略它。',
  '{} larger than {} bytes, the most that this server takes.': '{}超过 {} 字节，这是此服务器接受的上限。',
  'The body is': '正文',
  'The decompressed body is': '解压后的正文',
  'Push it in parts, each under a grouping key of its own.': '请分成几部分推送，各用自己的 grouping key。',
  'The body says it is gzip, but does not decompress: {}.': '正文声明为 gzip，但无法解压：{}。',
  'Compress it whole, or leave the header Content-Encoding out.':
    '请完整压缩，或去掉请求头 Content-Encoding。',
  "this machine's own metrics": '本机自己的指标',
  'the group {}': '分组 {}',
  'The grouping key has no job.': 'Grouping key 中没有 job。',
  'Give "job" a value that is not empty.': '请给 job 一个非空的值。',
  'This Pushtray sent this itself, and has it: it is not taken again.':
    '这是此 Pushtray 自己发送的，它已持有：不再接收。',
  'The gateway of this Pushtray is switched off. Set "server.gateway" to true in its settings to push here.':
    '此 Pushtray 的网关已关闭。要推送到此处，请在其设置中把 server.gateway 设为 true。',
};
