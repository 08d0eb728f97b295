import type { notifications as english } from '../en/notifications';

export const notifications: typeof english = {
  over: (title) => `已结束：${title}`,
  lasted: (span, now) => `历时 ${span}。当前：${now}。`,
};
