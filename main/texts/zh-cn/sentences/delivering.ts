import type { Sentences } from '../../sentences';

const exchanges: Sentences = {
  'The host of {} is unknown: its name does not resolve.': '{} 的主机未知：名称无法解析。',
  'The host of {} cannot be looked up: no name server answers.': '{} 的主机无法解析：没有域名服务器应答。',
  'There is no way to {} (host unreachable).': '无法到达 {}（主机不可达）。',
  'There is no way to {} (network unreachable).': '无法到达 {}（网络不可达）。',
  'There is no way to {} (the network is down).': '无法到达 {}（网络已断开）。',
  'There is no way to {} (the host is down).': '无法到达 {}（主机已停机）。',
  'There is no way to {} (no local address for it).': '无法到达 {}（本机没有可用的地址）。',
  'This machine does not let Pushtray connect to {} (not permitted).': '本机不允许 Pushtray 连接 {}。',
  '{} closed the connection before its answer was complete.': '{} 在应答完成之前关闭了连接。',
  '{} closed the connection before it had taken the request.': '{} 在接收完请求之前关闭了连接。',
  'No answer from {} within {}.': '{} 没有在 {} 内应答。',
  'The answer of {} was not complete after {}.': '{} 的应答在 {} 后仍未完成。',
  'The request to {} was given up.': '对 {} 的请求已放弃。',
  'The request to {} cannot be sent: {}.': '对 {} 的请求无法发送：{}。',
  'The exchange with {} failed: {}.': '与 {} 的通信失败：{}。',
  'What answers at {} does not speak HTTP.': '{} 处的应答不是 HTTP。',
  '"{}" is not an http or https address.': '“{}”不是 http 或 https 地址。',
  '{} by way of the proxy {}': '{}（经代理 {}）',
  'The proxy on the way to {} is not an http or https address.': '通往 {} 的代理不是 http 或 https 地址。',
  'No secure connection to {}: {}.': '无法与 {} 建立安全连接：{}。',
  'its certificate has expired': '其证书已过期',
  'its certificate is not valid yet': '其证书尚未生效',
  'its certificate is for another name': '其证书用于其他名称',
  'its certificate is signed by itself': '其证书为自签名',
  'its certificate is signed by nobody whom this machine trusts': '其证书的签发者不受本机信任',
  'what answers there does not speak TLS': '该处不使用 TLS',
};

const answers: Sentences = {
  '{} answered with a web page: this is no {}, or a sign-in page stands in its place.':
    '{} 返回了网页：这不是 {}，或被登录页面取代。',
  'Open the address in a browser, and sign in to the network if it asks for that.':
    '请在浏览器中打开该地址，如有要求请登录网络。',
  '{} did not take the metrics, it redirects {} (status {}).':
    '{} 没有接收指标，而是要求转到 {}（状态码 {}）。',
  'without saying where to': '未指明的地址',
  'to {}': '{}',
  'Set the address to where the {} itself is. On a network with a sign-in page, sign in first.':
    '请把地址设为 {} 本身的地址。如果网络需要登录，请先登录。',
  '{} does not accept these credentials (status {}).': '{} 不接受这些凭据（状态码 {}）。',
  '{} does not accept these credentials (status {}): {}': '{} 不接受这些凭据（状态码 {}）：{}',
  '{} does not allow this push (status {}).': '{} 不允许此推送（状态码 {}）。',
  '{} does not allow this push (status {}): {}': '{} 不允许此推送（状态码 {}）：{}',
  '{} asks for credentials, and none are set (status {}).': '{} 要求凭据，而尚未设置（状态码 {}）。',
  '{} asks for credentials, and none are set (status {}): {}': '{} 要求凭据，而尚未设置（状态码 {}）：{}',
  'Check the user name, and set the secret again with: pushtray secret set {}':
    '请检查用户名，并重新设置机密：pushtray secret set {}',
  'Set the authentication of this destination ("auth" in the settings file).':
    '请为此推送目标设置身份验证（设置文件中的 "auth"）。',
  '{} failed with status {}.': '{} 失败，状态码 {}。',
  '{} failed with status {}: {}': '{} 失败，状态码 {}：{}',
  '{} refused the metrics (status {}).': '{} 拒绝了指标（状态码 {}）。',
  '{} refused the metrics (status {}): {}': '{} 拒绝了指标（状态码 {}）：{}',
  '{} refused the metrics: they do not go together with others that it holds.':
    '{} 拒绝了指标：它们与其已有的其他指标不相容。',
  '{} refused the metrics: they do not go together with others that it holds: {}':
    '{} 拒绝了指标：它们与其已有的其他指标不相容：{}',
  'Look on its page for a group that has the same metric with another type, or the same series.':
    '请在其页面上查找含有同名但类型不同的指标或相同时间序列的分组。',
  'Pushgateways before 1.5 cannot read gzip: set "gzip" to false for it.':
    '1.5 之前的 Pushgateway 无法读取 gzip：请为它关闭 gzip。',
  '{} waited too long for the metrics (status 408).': '{} 等待指标的时间过长（状态码 408）。',
  '{} takes no body as large as {} bytes (status 413).': '{} 不接收 {} 字节这么大的正文（状态码 413）。',
  '{} takes no body as large as {} bytes (status 413): {}': '{} 不接收 {} 字节这么大的正文（状态码 413）：{}',
  'Raise the limit of the proxy before the Pushgateway, or measure less.':
    '请提高 Pushgateway 前面代理的限制，或减少测量。',
  '{} asks for fewer pushes (status 429).': '{} 要求减少推送（状态码 429）。',
  '{} asks for fewer pushes (status 429): {}': '{} 要求减少推送（状态码 429）：{}',
  '{} does not take {} for metrics at this path (status {}).':
    '{} 在此路径不接受以 {} 推送指标（状态码 {}）。',
  '{} does not take {} for metrics at this path (status {}): {}':
    '{} 在此路径不接受以 {} 推送指标（状态码 {}）：{}',
  'Is it a Pushgateway? Set the address to where its path /metrics/job/… begins.':
    '它是 Pushgateway 吗？请把地址设为其路径 /metrics/job/… 之前的部分。',
  '{} takes no remote write at this path (status {}).': '{} 在此路径不接受 remote write（状态码 {}）。',
  '{} takes no remote write at this path (status {}): {}': '{} 在此路径不接受 remote write（状态码 {}）：{}',
  'Set the address to where samples are written, such as …/api/v1/write; a Prometheus needs --web.enable-remote-write-receiver.':
    '请填写写入样本的地址，例如 …/api/v1/write；Prometheus 需要 --web.enable-remote-write-receiver。',
  '{} does not answer queries as a Prometheus does (status {}).':
    '{} 没有像 Prometheus 那样应答查询（状态码 {}）。',
  'Set "prometheusUrl" to the address below which /api/v1/query is.':
    '请填写 Prometheus 的地址，其下应有 /api/v1/query。',
  'Does it scrape the Pushgateway, with honor_labels: true?':
    '它是否以 honor_labels: true 抓取该 Pushgateway？',
  '{} has no series of this machine from the last minutes ({}).': '{} 没有本机最近几分钟的时间序列（{}）。',
  '{} has newer series of this machine, but none that this destination took: they came another way ({}).':
    '{} 有本机更新的时间序列，但没有一个是此推送目标接收的：它们来自其他途径（{}）。',
  'Does it scrape this machine itself, or what another destination leads to? Another "job" for this destination tells them apart.':
    '它是否直接抓取本机，或抓取另一个推送目标所到之处？请为此推送目标换一个 job，以便区分。',
  '{} has nothing newer of this machine than {} ({}).': '{} 没有本机比 {} 更新的数据（{}）。',
  "This machine's clock is {} s {} that of {}: nothing is sent, since samples with wrong times harm the receiver.":
    '本机时钟与对方相差 {} 秒（{}），对方为 {}：没有发送，因为时间错误的样本会损害接收方。',
  'ahead of': '偏快',
  behind: '偏慢',
  'Set the clock of whichever is wrong, best by NTP.': '请校正有误的时钟，最好使用 NTP。',
};

const destinations: Sentences = {
  'There is no destination "{}".': '没有推送目标“{}”。',
  'The destination "{}" is switched off.': '推送目标“{}”已关闭。',
  'Switch it on first.': '请先打开它。',
  'There is no destination to push to.': '没有可推送的目标。',
  'Add one, or switch one on.': '请添加一个，或打开一个。',
  'Nothing has been measured yet.': '还没有任何测量数据。',
  'Try again in a few seconds.': '请几秒后重试。',
  'Nothing was delivered.': '没有送达任何内容。',
  '{} is switched off.': '{}已关闭。',
  Monitoring: '监测',
  Pushing: '推送',
  '{} is this Pushtray itself, which serves its own metrics already.':
    '{} 就是此 Pushtray 自身，它已经提供自己的指标。',
  'Name another receiver, or none: then everything is kept and served here.':
    '请填写其他接收方，或不填：此时所有内容都保留在此处并在此提供。',
  'The destination has just been changed.': '推送目标刚刚被更改。',
  'This push was not for the group that its destination pushes to now.':
    '此推送所属的分组不是该推送目标现在的分组。',
  'A remote write is not sent again: what its receiver lacks waits and goes by itself.':
    'Remote write 不会重新发送：接收方缺少的内容会等待并自动发送。',
  'Push {} is no longer kept.': '推送 {} 已不再保留。',
  'No earlier push that this address accepted is kept.': '没有保留更早的、被此地址接受的推送。',
  'This push took series away: there is nothing to send again.':
    '此推送是删除时间序列：没有可再次发送的内容。',
  'The body of this push was not kept whole, so it cannot be sent again.':
    '此推送的正文没有完整保留，无法再次发送。',
  'The destination "{}" names no Prometheus to ask.': '推送目标“{}”没有填写可查询的 Prometheus。',
  'Set its "prometheusUrl".': '请填写其 Prometheus 地址。',
  '"{}" has a timestamp, and a Pushgateway refuses the whole push for that.':
    '“{}”带有时间戳，Pushgateway 会因此拒绝整个推送。',
  'A Pushgateway {} answers at {} and nothing is pushed to it.':
    'Pushgateway {} 在 {} 应答，但没有内容推送给它。',
  'To push to it, add {} as a destination.': '要推送给它，请将 {} 添加为推送目标。',
  'Have whoever gives this metric leave its timestamp out.': '请让提供此指标的程序去掉时间戳。',
  'The first push replaced what stood in the same group already: {}.':
    '首次推送替换了同一分组中已有的内容：{}。',
  'If another machine or script pushes these, set another "instance" or "job", or share the group with "method" "POST".':
    '如果这些由另一台机器或脚本推送，请换一个 instance 或 job，或用 POST 共用该分组。',
};

export const aboutDelivering: Sentences = { ...exchanges, ...answers, ...destinations };
