import type { start as english } from '../en/start';

export const start: typeof english = {
  title: '入门步骤',
  intro: 'Pushtray 已经在采集并提供指标。以下各步都可以不做。',
  dismiss: '不再显示',
  done: '已完成',
  hosts: 'Ping 互联网上的主机',
  hostsText: '用来区分问题出在本地还是外部。未经您添加，不会访问其中任何一个。',
  destination: '送达您的 Prometheus',
  destinationText: '添加一个 Pushgateway 或 remote write 接收端，保存前可先测试。',
  login: '登录时启动',
  loginText: '这样只要您在使用本机，托盘应用就会采集。',
};
