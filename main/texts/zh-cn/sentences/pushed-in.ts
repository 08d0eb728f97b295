import type { Sentences } from '../../sentences';

/** Of the path of a push. */
const paths: Sentences = {
  '{} is not a path to push to.': '{} 不是可推送的路径。',
  'Push to /metrics/job/JOB, followed by /LABEL/VALUE for each further label.':
    '请推送到 /metrics/job/JOB，其后每个标签写成 /LABEL/VALUE。',
  'The path has a "%" that two hexadecimal digits do not follow.': '路径中有“%”，其后不是两位十六进制数字。',
  'Write "%" as "%25".': '“%”请写成“%25”。',
  'The path is not UTF-8 once decoded.': '路径解码后不是 UTF-8。',
  'Percent-encode the UTF-8 bytes of each value.': '请对每个值的 UTF-8 字节做百分号编码。',
  'The path has "//".': '路径中有“//”。',
  'Write an empty value as LABEL@base64/=': '空值请写成 LABEL@base64/=',
  'The path has "." or ".." between slashes.': '路径的斜杠之间有“.”或“..”。',
  'Write such a value as LABEL@base64/…': '这样的值请写成 LABEL@base64/…',
  'The path ends in "/" after a value.': '路径在值之后以“/”结尾。',
  'Leave the last "/" out.': '请去掉最后的“/”。',
  'The label {} at the end of the path has no value.': '路径末尾的标签 {} 没有值。',
  'Write labels in pairs: /LABEL/VALUE; a value with a slash as LABEL@base64/…':
    '标签请成对书写：/LABEL/VALUE；含斜杠的值写成 LABEL@base64/…',
  'The job is empty.': 'job 为空。',
  'Name it: /metrics/job/JOB': '请写明：/metrics/job/JOB',
  // The full stop is what varies at the end: the same words finish other sentences without one.
  '{} is reserved, since "__" at its beginning is Prometheus\' own: name it otherwise{}':
    '{} 是保留的，以“__”开头的名称归 Prometheus 所有：请改用别的名称。',
  '{} is not a label name: use letters, digits and "_", not beginning with a digit{}':
    '{} 不是标签名：请用字母、数字和“_”，且不以数字开头。',
  'The grouping label {}': '分组标签 {}',
  'The value of "{}" is not base64: {}.': '“{}”的值不是 base64：{}。',
  'Use the URL-safe alphabet, "-" and "_" in place of "+" and "/".':
    '请使用 URL 安全的字符：以“-”和“_”代替“+”和“/”。',
  'The value of "{}" is not UTF-8 once decoded.': '“{}”的值解码后不是 UTF-8。',
  'Encode the UTF-8 bytes of the value.': '请对该值的 UTF-8 字节编码。',
  'The value of the grouping label "{}" is not valid Unicode.': '分组标签“{}”的值不是有效的 Unicode。',
};

/** Of what was pushed to the gateway of this machine itself. */
const groups: Sentences = {
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
  'Write it like 90s, 10m or 1h30m, from 1s to 100y, or leave it out.':
    '请写成 90s、10m 或 1h30m 这样的形式，从 1s 到 100y，或者省略它。',
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
  'The body did not come to its end: {}.': '正文没有传完：{}。',
};

export const aboutPushedIn: Sentences = { ...paths, ...groups };
