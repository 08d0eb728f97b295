import { access } from './en/access';
import { charts } from './en/charts';
import { collectors } from './en/collectors';
import { common } from './en/common';
import { destinations } from './en/destinations';
import { happened } from './en/happened';
import { notifications } from './en/notifications';
import { now } from './en/now';
import { palette } from './en/palette';
import { path } from './en/path';
import { pushes } from './en/pushes';
import { report } from './en/report';
import { settings } from './en/settings';
import { shell } from './en/shell';
import { start } from './en/start';
import { target } from './en/target';
import { targets } from './en/targets';
import { tcp } from './en/tcp';
import { tray } from './en/tray';
import { verdict } from './en/verdict';
import type { Sentences } from './sentences';

/** Every text that a person reads in window, tray and notifications. A language is one file of this shape (`Texts` in texts.ts). */
export const en = {
  ...common,
  access,
  now,
  happened,
  targets,
  verdict,
  collectors,
  destinations,
  pushes,
  report,
  settings,
  shell,
  palette,
  start,
  charts,
  target,
  path,
  tcp,
  tray,
  notifications,
  /** Of what main says itself: it speaks English. */
  sentences: {} as Sentences,
};
