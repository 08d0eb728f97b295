import { en } from './en';

/** 简体中文。 */
export const zhCn: typeof en = { ...en };
