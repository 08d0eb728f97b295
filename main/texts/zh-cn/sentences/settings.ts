import type { Sentences } from '../../sentences';

/** What is wrong with a field, as the end of the sentence "FIELD …". */
const faults: Sentences = {
  'is missing': '必须填写',
  'is not valid': '无效',
  'must not be empty': '不能为空',
  'must be {}': '必须是 {}',
  'must be {}, not {}': '必须是{}，而不是{}',
  'must be {} or {}': '必须是 {} 或 {}',
  'must be {} or {} or {}': '必须是 {}、{} 或 {}',
  'must be {}, {} or {}': '必须是 {}、{} 或 {}',
  'must be one of {}': '必须是以下之一：{}',
  'must be a whole number': '必须是整数',
  'must be at least {}': '不能小于 {}',
  'must be at least 16: that much takes the time stamp': '不能小于 16：时间戳需要这么多字节',
  'must be at most {}': '不能大于 {}',
  'is too small: at least {}': '太小：不能小于 {}',
  'is too big: at most {}': '太大：不能大于 {}',
  'is too short: at least {}': '太短：至少 {}',
  'is too long: at most {}': '太长：最多 {}',
  'is too long: at most {} characters': '太长：最多 {} 个字符',
  'is too long: at most {} targets': '太长：最多 {} 个目标',
  'is too long: at most {} arguments': '太长：最多 {} 个参数',
  'is too long for a host name: at most {} characters': '作为主机名太长：最多 {} 个字符',
  'is too long for a name: at most {} characters': '作为名称太长：最多 {} 个字符',
  'is too long: put it into a script': '太长：请写成脚本文件',
  'is used twice: "{}"': '“{}”重复使用',
  'is there twice': '重复出现',
  'is written twice': '写了两次',
  'is a number without a unit: write it like "15s"': '只有数字而没有单位：请写成 "15s" 这样的形式',
  'is not a duration: write it like 500ms, 15s or 2m': '不是时长：请写成 500ms、15s 或 2m 这样的形式',
  'is not a time of day: write it like 22:00, from 00:00 to 23:59':
    '不是时刻：请写成 22:00 这样的形式，从 00:00 到 23:59',
  'must be 1 to 63 letters, digits, "_", "." or "-", and begin with a letter or a digit':
    '必须是 1 到 63 个字母、数字、“_”、“.”或“-”，并以字母或数字开头',
  'must be 1 to 64 letters, digits or "_"': '必须是 1 到 64 个字母、数字或“_”',
  'is not a label name: letters, digits and "_", not beginning with a digit or "__"':
    '不是标签名：只能用字母、数字和“_”，不能以数字或“__”开头',
  'must not name job or instance: they have fields of their own':
    '不能包含 job 或 instance：它们有各自的字段',
  'must not name le or quantile: they are of histograms and summaries':
    '不能包含 le 或 quantile：它们属于 histogram 和 summary',
  'is not a host name or an address': '不是主机名或 IP 地址',
  'is not an IPv6 address': '不是 IPv6 地址',
  'is not an IPv4 address': '不是 IPv4 地址',
  'is not a domain name': '不是域名',
  'is not a web address: write it like https://example.org/path, without a user name':
    '不是网址：请写成 https://example.org/path 这样的形式，不带用户名',
  'is not an address of metrics: write it like http://localhost:9100/metrics, without a user name or fragment':
    '不是指标的地址：请写成 http://localhost:9100/metrics 这样的形式，不带用户名或片段',
  'is not an address: write it like http://gateway:9091, without a user name, query or fragment':
    '不是地址：请写成 http://gateway:9091 这样的形式，不带用户名、查询或片段',
  'is the page of the Pushgateway to which the destination "{}" pushes: what was pushed would come back and be pushed again, more each time. Scrape the exporters themselves':
    '是推送目标“{}”所用的 Pushgateway 的页面：推送过的内容会被取回并再次推送，越来越多。请直接抓取各 exporter',
  'must be an address and a port, like 127.0.0.1:9091': '必须是地址和端口，例如 127.0.0.1:9091',
  'has a port above 65535': '端口大于 65535',
  'is missing: a server that other machines may reach needs one': '必须填写：其他机器可访问的服务器需要它',
  'is not a loopback address: for other machines to reach it, set "expose" to true and "token"':
    '不是回环地址：要让其他机器访问，请把 expose 设为 true 并设置 token',
  'must not be "localhost": every machine has that name, so their series would collide':
    '不能是“localhost”：每台机器都叫这个名称，它们的时间序列会相互冲突',
  'must hold at least one address': '至少要有一个地址',
  'is not a header name': '不是请求头名称',
  'is a header that Pushtray sets itself': '是 Pushtray 自己设置的请求头',
  'must be printable ASCII': '必须是可打印的 ASCII 字符',
  'must be a text or hold "secret"': '必须是文本，或包含“secret”',
  'must not contain ":"': '不能包含“:”',
  'must be an absolute path': '必须是绝对路径',
  'must be a whole path, from the root on': '必须是从根开始的完整路径',
  'must hold both "certFile" and "keyFile", or neither': '证书和私钥必须同时填写，或都不填写',
  'must hold either "basic" or "bearer"': '必须包含“basic”或“bearer”之一',
  'must not hold a NUL character': '不能包含 NUL 字符',
  'must name a program': '必须指明一个程序',
  'must be a command line, or a list of a program and its arguments':
    '必须是命令行，或由程序及其参数组成的列表',
  'is not the name of an environment variable': '不是环境变量名',
  'is not a metric name: letters, digits, "_" and ":", not beginning with a digit':
    '不是指标名：只能用字母、数字、“_”和“:”，不能以数字开头',
  'needs "metric": exposition text says its own': '需要填写指标名：exposition 文本自带类型和说明',
  'does not fit: {} packets, one each {} ms, take longer than the {} that a cycle has':
    '放不下：{} 个数据包，每 {} 毫秒一个，超过了一个周期的 {}',
  'is not a setting': '没有这个设置项',
  'is not a setting; did you mean "{}"?': '没有这个设置项；您是指“{}”吗？',
  'has keys that are not known: {}': '含有未知的键：{}',
  'is missing: write "version": {}': '必须填写：请写 "version": {}',
  'is {}: these settings are for a newer Pushtray; this one knows version {}':
    '为 {}：这些设置用于更新版本的 Pushtray；此版本只支持版本 {}',
};

const types: Sentences = {
  'a text': '文本',
  'a number': '数字',
  'a whole number': '整数',
  'a fraction': '小数',
  'true or false': ' true 或 false ',
  'a list': '列表',
  'an object': '对象',
};

const json: Sentences = {
  'is nested too deeply': '嵌套过深',
  'The text is not JSON.': '内容不是 JSON。',
  'there is nothing here: write at least { "version": 1 }': '这里没有内容：至少要写 { "version": 1 }',
  'comments are not allowed: settings are plain JSON': '不允许注释：设置是纯 JSON',
  'a key in double quotes is missing': '缺少双引号中的键',
  'a value is missing': '缺少值',
  'a colon is missing between key and value': '键与值之间缺少冒号',
  'a comma is missing before this': '此处之前缺少逗号',
  'a closing "}" is missing': '缺少结尾的“}”',
  'a closing "]" is missing': '缺少结尾的“]”',
  'the settings are over already: nothing may follow': '设置已经结束：其后不能再有内容',
  'the closing quote of this text is missing on its line': '该行的文本缺少结尾的引号',
  'this number is not complete': '这个数字不完整',
  'a comma too many: none may stand before "{}"': '多了一个逗号：“{}”之前不能有逗号',
  '{} is not JSON: keys and texts stand in double quotes': '{} 不是 JSON：键和文本要写在双引号中',
  'this is not JSON': '这不是 JSON',
};

/** Of the whole of the settings, and of the secrets beside them. */
const files: Sentences = {
  'The settings': '设置',
  'The settings in {}': '{} 中的设置',
  'The settings in this file': '此文件中的设置',
  // The faults stand beside it, each at its place.
  '{} are not valid: {}.': '{}无效。',
  '{} are for a newer Pushtray: their version is {}, this one knows version {}.':
    '{}用于更新版本的 Pushtray：其版本为 {}，此版本支持 {}。',
  'Update Pushtray, or use settings of this version.': '请更新 Pushtray，或使用与此版本相符的设置。',
  'Nothing was saved: {} has been changed by somebody else meanwhile.': '没有保存：{} 在此期间已被更改。',
  'Look at what stands there now, and make the change again.': '请查看现在的内容，然后重新更改。',
  'The settings were not saved. {}': '设置没有保存。{}',
  'Give this user the right to write {} and beside it, or name another file with --settings.':
    '请授予此用户写入 {} 及其所在目录的权限，或用 --settings 指定其他文件。',
  'Give this user the right to read it, or name another file with --settings.':
    '请授予此用户读取的权限，或用 --settings 指定其他文件。',
  'The settings file that was not valid is kept as {}.': '无效的设置文件已保留为 {}。',
  'Commands of the settings are not run: {} belongs to another user, who could make this one run anything.':
    '设置中的命令不会运行：{} 属于其他用户，该用户可借此让此用户运行任何程序。',
  'See that every command in {} is wanted, then take it over: {}':
    '请确认 {} 中的每条命令都是您想要的，然后取得其所有权：{}',
  'Commands of the settings are not run: other users may write {} and so make this one run anything.':
    '设置中的命令不会运行：其他用户可以写入 {}，借此让此用户运行任何程序。',
  'See that every command in {} is wanted, then close it: {}':
    '请确认 {} 中的每条命令都是您想要的，然后收回权限：{}',
  '"{}" is not a name for a secret: 1 to 64 letters, digits or "_".':
    '“{}”不能作为机密的名称：应为 1 到 64 个字母、数字或“_”。',
  'The secret "{}" is empty.': '机密“{}”为空。',
  'The secret "{}" holds a line break or another control character.': '机密“{}”含有换行或其他控制字符。',
  '{} is not used: others than its owner may read or change it.':
    '没有使用 {}：所有者以外的用户可以读取或更改它。',
  '{} is not valid: it must be an object of names and texts.': '{} 无效：它必须是由名称和文本组成的对象。',
  'There is no secret "{}" in {}.': '“{}”不在 {} 中。',
  'There is no secret "{}".': '没有机密“{}”。',
  'Run "pushtray secret list" to see which there are.': '运行 pushtray secret list 可查看已有的机密。',
  'Run "pushtray secret set {}", or set PUSHTRAY_SECRET_{}.':
    '请运行 pushtray secret set {}，或设置环境变量 PUSHTRAY_SECRET_{}。',
  'The secret "{}" that the settings name is not set.': '设置中所指的机密“{}”尚未存储。',
  'Set it with: pushtray secret set {}': '请用此命令设置：pushtray secret set {}',
  'The secret "{}" holds characters that a header cannot have.': '机密“{}”含有请求头不允许的字符。',
  'The secret "{}" holds characters that a token cannot have.': '机密“{}”含有令牌不允许的字符。',
  'This machine has no host name.': '本机没有主机名。',
  'This machine is named localhost, as every machine is to itself.':
    '本机名为 localhost，而每台机器对自己都叫这个名称。',
  'Set "instance" in settings to a name that no other machine uses; until then nothing is pushed elsewhere.':
    '请在设置中把 instance 设为其他机器都不使用的名称；在此之前不会推送到别处。',
};

export const aboutSettings: Sentences = { ...faults, ...types, ...json, ...files };
