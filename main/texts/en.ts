import { common } from './en/common';
import { destinations } from './en/destinations';
import { now } from './en/now';
import { pushes } from './en/pushes';
import { settings } from './en/settings';
import { shell } from './en/shell';
import { targets } from './en/targets';

/** Every text that a person reads in window, tray and notifications. A language is one file of this shape (`Texts` in texts.ts). */
export const en = { ...common, now, targets, destinations, pushes, settings, shell };
