import type { Sentences } from '../../sentences';

/** Of this machine, its files and programs, and the run of Pushtray itself. */
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
};
