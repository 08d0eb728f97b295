import type { access as english } from '../en/access';

export const access: typeof english = {
  title: '身份验证',
  tls: 'TLS',
  authKind: '方式',
  authNone: '无',
  authBasic: 'Basic',
  authBearer: 'Bearer 令牌',
  username: '用户名',
  password: '密码',
  token: '令牌',
  secret: '机密名称',
  secretHelp: '设置中只写机密的名称，从不包含其内容。',
  secretStored: '已存有此名称的机密。留空则保持不变。',
  secretMissing: '尚未存有此名称的机密。',
  showSecret: '显示或隐藏输入的内容',
  secretFailed: '无法存储机密',
  caFile: 'CA 证书',
  caFileHelp: '在此处信任的 CA 的 PEM 文件，取代本机的 CA。',
  certFile: '本机的证书',
  keyFile: '其私钥',
  fileHelp: 'PEM 文件的完整路径。',
};
