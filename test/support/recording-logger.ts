import type { LogFields, Logger } from '../../main/platform/logger';

export interface LogEntry {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields?: LogFields;
}

/** Keeps what is logged. */
export class RecordingLogger implements Logger {
  readonly entries: LogEntry[] = [];

  info(message: string, fields?: LogFields): void {
    this.add('info', message, fields);
  }

  warn(message: string, fields?: LogFields): void {
    this.add('warn', message, fields);
  }

  error(message: string, fields?: LogFields): void {
    this.add('error', message, fields);
  }

  private add(level: LogEntry['level'], message: string, fields?: LogFields): void {
    this.entries.push({ level, message, ...(fields ? { fields } : {}) });
  }
}
