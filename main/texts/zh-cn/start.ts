import type { start as english } from '../en/start';

export const start: typeof english = {
  title: '入门步骤',
  intro: '均为可选。未经您添加，不会访问互联网上的任何主机。',
  dismiss: '不再显示',
  done: '已完成',
  hosts: 'Ping 互联网上的主机',
  destination: '送达 Prometheus',
  login: '登录时启动',
};
