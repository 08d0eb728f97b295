import type { Sentences } from '../../sentences';

const names: Sentences = {
  'There is no host named "{}".': '没有名为“{}”的主机。',
  'See whether it is spelt right.': '请检查拼写。',
  'The name "{}" has no address yet: no answer within {} s.': '名称“{}”尚未解析出地址：{} 秒内没有应答。',
  'The name "{}" has no address yet: no answer in time.': '名称“{}”尚未解析出地址：没有及时应答。',
  'The name "{}" had no address yet when the cycle ended.': '周期结束时，名称“{}”尚未解析出地址。',
  'The name "{}" has no address now: no name server answered.': '名称“{}”目前无法解析：没有域名服务器应答。',
  'The name "{}" could not be looked up: {}.': '名称“{}”无法解析：{}。',
  'See whether the name servers of this machine can be reached.': '请检查能否访问本机的域名服务器。',
  '"{}" has no address.': '“{}”没有地址。',
  '"{}" has no IPv{} address.': '“{}”没有 IPv{} 地址。',
  'Let "ipVersion" be "auto" to probe it by the one that it has.':
    '请把 IP 版本设为 auto，以便使用它已有的版本。',
  '"{}" is not a host name or an address.': '“{}”不是主机名或 IP 地址。',
  'The name server of this machine is systemd-resolved itself ({}), and {} does not say whom that asks.':
    '本机的域名服务器就是 systemd-resolved（{}），而 {} 没有说明它向谁查询。',
  'Name the address of the name server instead of "dns".': '请填写域名服务器的地址，而不是 dns。',
};

const routes: Sentences = {
  'This machine has no default route with a gateway.': '本机没有带网关的默认路由。',
  'This machine has no default route for IPv4, so there is no gateway.':
    '本机没有 IPv4 默认路由，因此没有网关。',
  'It is off the network.': '它没有连接网络。',
  'The default route leads straight onto {}, without a gateway.': '默认路由直接通往 {}，没有网关。',
  'The default route was not found out before the time was over.': '没有及时查到默认路由。',
  'There is no route to {}: ping says "{}".': '没有到 {} 的路由：ping 报告“{}”。',
  'There is no route to {}: ping.exe says "General failure".':
    '没有到 {} 的路由：ping.exe 报告“General failure”。',
  'The network interfaces were not found out before the time was over.': '没有及时查到网络接口。',
  'The network interfaces could not be read.': '无法读取网络接口。',
  'The system names no network interface.': '系统没有列出任何网络接口。',
  'The Wi-Fi signal of {} is not known.': '无法得知 {} 的 Wi-Fi 信号。',
  'Install the package iw.': '请安装软件包 iw。',
};

const pings: Sentences = {
  'No reply to 1 packet.': '1 个数据包没有收到应答。',
  'No reply to {} packets.': '{} 个数据包都没有收到应答。',
  'No reply to 1 packet: {}.': '1 个数据包没有收到应答：{}。',
  'No reply to {} packets: {}.': '{} 个数据包都没有收到应答：{}。',
  'Sending a ping is not permitted: ping says "{}".': '不允许发送 ping：ping 报告“{}”。',
  'Give the program the right back (sudo setcap cap_net_raw+p "$(command -v ping)") or see whether a firewall forbids it.':
    '请恢复该程序的权限（sudo setcap cap_net_raw+p "$(command -v ping)"），或检查是否被防火墙禁止。',
  'See whether a firewall or a profile of this Mac forbids it.':
    '请检查是否被此 Mac 的防火墙或描述文件禁止。',
  'See whether a firewall or a policy of this machine forbids it.': '请检查是否被本机的防火墙或策略禁止。',
  'Install the package "iputils-ping" (Debian, Ubuntu) or "iputils" (Fedora, Arch, openSUSE).':
    '请安装软件包 iputils-ping（Debian、Ubuntu）或 iputils（Fedora、Arch、openSUSE）。',
  'It is a part of macOS: /sbin/ping and, for IPv6, /sbin/ping6.':
    '它是 macOS 的一部分：/sbin/ping，IPv6 为 /sbin/ping6。',
  'It is a part of Windows: ping.exe in the folder system32.':
    '它是 Windows 的一部分：system32 文件夹中的 ping.exe。',
  'ping {} without a result for {} and said "{}".': 'ping {}，没有得到 {} 的结果，输出“{}”。',
  'was ended by a signal': '被信号终止',
  'ended with status {}': '以状态 {} 结束',
  'The ping program of this machine does not know IPv6 addresses.': '本机的 ping 程序不支持 IPv6 地址。',
  'The ping program of this machine does not tell which router a packet came to.':
    '本机的 ping 程序不报告数据包到达了哪个路由器。',
  'ping did not come to its end for {} and was ended after {} s.': '对 {} 的 ping 没有结束，{} 秒后被终止。',
  'ping.exe ended with status {} and "{}" for {}.': 'ping.exe 以状态 {} 结束，输出“{}”，目标为 {}。',
  'The cycle ended before all targets were pinged.': '周期结束时，尚未 ping 完所有目标。',
  'The cycle ended before all targets were probed.': '周期结束时，尚未探测完所有目标。',
  'Give it a longer interval or timeout, or fewer targets.': '请延长间隔或超时时间，或减少目标。',
  'Give it a longer interval.': '请延长间隔。',
};

const probes: Sentences = {
  'Nothing listens at {} (connection refused).': '{} 没有程序在监听（连接被拒绝）。',
  '{} did not take the connection within {} s.': '{} 没有在 {} 秒内接受连接。',
  '{} did not take the connection in time.': '{} 没有及时接受连接。',
  'Nothing answers at {} (host unreachable).': '{} 没有应答（主机不可达）。',
  'There is no way to {}: {}.': '无法到达 {}：{}。',
  'This machine does not let Pushtray connect to {}: {}.': '本机不允许 Pushtray 连接 {}：{}。',
  'The connection to {} failed: {}.': '到 {} 的连接失败：{}。',
  '{} did not answer in time.': '{} 没有及时应答。',
  'The answer of {} was not complete in time.': '{} 的应答没有及时完成。',
  '{} answered with status {}.': '{} 返回状态码 {}。',
  '{} answered with status {} and leads to {}.': '{} 返回状态码 {}，并转到 {}。',
  '{} closed the connection before it was secure.': '{} 在建立安全连接之前关闭了连接。',
  '{} did not make the connection secure in time.': '{} 没有及时建立安全连接。',
  'No answer from {} in time.': '{} 没有及时应答。',
  'No name server listens at {}.': '{} 没有域名服务器在监听。',
  '{} says that there is no {}.': '{} 回答说没有 {}。',
  '{} says that {} has no such record.': '{} 回答说 {} 没有这种记录。',
  '{} could not find {} out (SERVFAIL).': '{} 无法查到 {}（SERVFAIL）。',
  '{} refuses to answer for {} (REFUSED).': '{} 拒绝回答 {}（REFUSED）。',
  '{} gave no answer for {}: {}.': '{} 没有回答 {}：{}。',
  'The answer for {} is not {}, but {}.': '{} 的应答不是 {}，而是 {}。',
};

const outputs: Sentences = {
  'The command did not end in time and was ended, with all that it had started.':
    '命令没有及时结束，已连同它启动的程序一起被终止。',
  'The command was ended by a signal.': '命令被信号终止。',
  'The command failed with exit status {}.': '命令失败，退出状态为 {}。',
  'The command did not end in time and was ended, with all that it had started: {}.':
    '命令没有及时结束，已连同它启动的程序一起被终止：{}。',
  'The command was ended by a signal: {}.': '命令被信号终止：{}。',
  'The command failed with exit status {}: {}.': '命令失败，退出状态为 {}：{}。',
  'The command wrote to standard error: {}.': '命令写入了标准错误：{}。',
  'If that is no fault, end the command with 2>/dev/null.': '如果这不是错误，请在命令末尾加上 2>/dev/null。',
  'A command in one text needs /bin/sh, which Windows does not have.':
    '单个文本的命令需要 /bin/sh，而 Windows 没有它。',
  'Left out: {}.': '已忽略：{}。',
  '{} more faults of this kind.': '另有 {} 个同类错误。',
  'The command printed nothing, but {} needs one number.': '命令没有输出，而 {} 需要一个数字。',
  'The command printed {}, which {}; {} needs one number.': '命令输出了 {}，{}；{} 需要一个数字。',
  'is more than one word': '不止一个词',
  'The command printed more than {} MB; nothing of it was taken.': '命令的输出超过 {} MB，没有采用。',
  'Line {}, column {} of {}: {}.': '第 {} 行第 {} 列，{}：{}。',
  'the value is missing: write a number after the name': '缺少值：请在名称之后写一个数字',
  'the value is missing: write a number after the name and its labels':
    '缺少值：请在名称及其标签之后写一个数字',
  'the value {} {}': '值 {} {}',
  'is not a number: write it like 12, 0.5, 1e9, NaN or +Inf':
    '不是数字：请写成 12、0.5、1e9、NaN 或 +Inf 这样的形式',
  'has a comma in it: write a point before the decimals, and nothing between thousands':
    '含有逗号：小数请用点号，千位之间不要分隔',
  'a label value must stand in double quotes': '标签值必须写在双引号中',
  'There are more faults in {}: mend these first.': '{} 中还有更多错误：请先改正这些。',
  "the command's output": '命令的输出',
  'What answers at {} {}.': '{} 处的应答{}。',
  'sends on to {}: name that address': '要求转到 {}：请直接填写该地址',
  'gives the status {}: see whether its authentication ("auth" in the settings file) is what it asks for':
    '返回状态码 {}：请检查身份验证是否符合其要求',
  'gives the status {}, not metrics': '返回状态码 {}，而不是指标',
  'gives {}, not metrics as text: see whether the path is right': '返回 {}，而不是文本指标：请检查路径',
  'gives more than {} MB': '超过 {} MB',
  '{} is left out: it is no plain file, or a link to nowhere.': '{} 已忽略：它不是普通文件，或是失效的链接。',
  '{} is left out whole: {} has a timestamp, which a Pushgateway refuses. Leave it out.':
    '{} 已整个忽略：{} 带有时间戳，Pushgateway 不接受。请去掉时间戳。',
  'TCP states could not be counted. {}': '无法统计 TCP 状态。{}',
  'TCP health counters could not be read. {}': '无法读取 TCP 计数器。{}',
  'Connections could not be listed. {}': '无法列出连接。{}',
  'See whether /proc is mounted and readable.': '请检查 /proc 是否已挂载且可读。',
  'Who holds connections in {} cannot be told: of {} of the connections that netstat lists, the name of the state is not known here.':
    '无法得知 {} 状态的连接由谁持有：netstat 所列的连接中有 {} 个的状态名称无法识别。',
  'In a terminal, netstat -anv on macOS and netstat -ano on Windows list them with their processes.':
    '在终端中，macOS 上的 netstat -anv 和 Windows 上的 netstat -ano 会列出连接及其进程。',
  'netstat said more than can be read.': 'netstat 的输出过长，无法读取。',
  'netstat named no connection at all, so it did not do its work.':
    'netstat 没有列出任何连接：它没有运行成功。',
  'netstat named no connection at all, so it did not do its work.{}':
    'netstat 没有列出任何连接：它没有运行成功。{}',
  'The kernel gave a message of no length.': '内核返回了长度为零的消息。',
  'Sockets changed while the kernel listed them.': '内核列出套接字时，套接字发生了变化。',
  'The kernel does not list its TCP sockets: message {}, error {}.':
    '内核没有列出 TCP 套接字：消息 {}，错误 {}。',
  'The program iw failed: {}.': 'iw 程序运行失败：{}。',
  'it gave no answer': '没有应答',
  'exit status {}': '退出状态 {}',
  '{} holds what this machine pushes itself.': '{} 中含有本机自己推送的内容。',
  'Taken from there and pushed again it would grow with every cycle, so nothing of that page is taken.':
    '若从那里取回再推送，内容会逐次增多，因此不采集该页面的任何内容。',
  'Scrape the exporters themselves instead.': '请直接抓取各个 exporter。',
  'netstat took too long and was given up.': 'netstat 耗时过长，已放弃。',
  'netstat took too long and was ended.': 'netstat 耗时过长，已被终止。',
  'netstat named no connection at all: it did not run.': 'netstat 没有列出任何连接：它没有运行成功。',
  'Listing the sockets took too long and was given up.': '列出套接字耗时过长，已放弃。',
  'Looking for the owners of sockets took too long.': '查找套接字的所有者耗时过长。',
  'Measuring took longer than {} s and was stopped.': '测量超过 {} 秒，已停止。',
  'Pushtray made a mistake while measuring: {}.': 'Pushtray 在测量时出错：{}。',
};

export const aboutMeasuring: Sentences = { ...names, ...routes, ...pings, ...probes, ...outputs };
