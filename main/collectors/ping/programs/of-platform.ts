import { linuxPing } from './linux';
import { macosPing } from './macos';
import type { PingProgram } from './program';
import { windowsPing } from './windows';

export function pingProgramOf(platform: NodeJS.Platform): PingProgram {
  if (platform === 'win32') return windowsPing;
  return platform === 'darwin' ? macosPing : linuxPing;
}
