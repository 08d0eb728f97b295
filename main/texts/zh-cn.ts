import type { en } from './en';
import { access } from './zh-cn/access';
import { charts } from './zh-cn/charts';
import { collectors } from './zh-cn/collectors';
import { common } from './zh-cn/common';
import { destinations } from './zh-cn/destinations';
import { happened } from './zh-cn/happened';
import { notifications } from './zh-cn/notifications';
import { now } from './zh-cn/now';
import { palette } from './zh-cn/palette';
import { path } from './zh-cn/path';
import { pushes } from './zh-cn/pushes';
import { report } from './zh-cn/report';
import { sentences } from './zh-cn/sentences';
import { settings } from './zh-cn/settings';
import { shell } from './zh-cn/shell';
import { start } from './zh-cn/start';
import { target } from './zh-cn/target';
import { targets } from './zh-cn/targets';
import { tcp } from './zh-cn/tcp';
import { tray } from './zh-cn/tray';
import { verdict } from './zh-cn/verdict';

/** 简体中文。 */
export const zhCn: typeof en = {
  ...common,
  access,
  collectors,
  destinations,
  settings,
  start,
  targets,
  now,
  happened,
  palette,
  pushes,
  report,
  shell,
  verdict,
  charts,
  target,
  path,
  tcp,
  tray,
  notifications,
  sentences,
};
