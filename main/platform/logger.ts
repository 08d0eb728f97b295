import { appendToFile, fileSize, removeFile, renameFile } from './files';

/** One line an entry: time, level, message, fields as key=value. Never a secret. */
export interface Logger {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export interface LoggerOptions {
  /** Whether to write to standard error. */
  readonly stderr?: boolean;
  /** Rotated at 5 MB into FILE.1 to FILE.3, the oldest going. */
  readonly file?: string;
}

const maxFileBytes = 5 * 1024 * 1024;
const keptFiles = 3;

/** A log that cannot be written is said once on standard error and otherwise harms nothing. */
export function makeLogger({ stderr = false, file }: LoggerOptions): Logger {
  if (stderr) process.stderr.off('error', ignoreLostReader).on('error', ignoreLostReader);
  const appendLine = file === undefined ? undefined : rotatedFile(file);
  const log = (level: string) => (message: string, fields?: LogFields) => {
    const line = formatLine(level, message, fields);
    if (stderr) process.stderr.write(line);
    appendLine?.(line);
  };
  return { info: log('info'), warn: log('warn'), error: log('error') };
}

/** Whoever reads standard error may go away before we do. */
function ignoreLostReader(): void {
  // Nothing is left to say it to.
}

function rotatedFile(file: string): (line: string) => void {
  let bytes = fileSize(file);
  let failing = false;
  return (line) => {
    const lineBytes = Buffer.byteLength(line);
    if (bytes > 0 && bytes + lineBytes > maxFileBytes) {
      rotate(file);
      bytes = fileSize(file);
    }
    const appended = appendToFile(file, line);
    if (appended.ok) bytes += lineBytes;
    else if (!failing)
      process.stderr.write(formatLine('warn', `The log is not kept. ${appended.error.message}`));
    failing = !appended.ok;
  };
}

function rotate(file: string): void {
  removeFile(`${file}.${keptFiles}`);
  for (let age = keptFiles - 1; age >= 1; age -= 1) renameFile(`${file}.${age}`, `${file}.${age + 1}`);
  renameFile(file, `${file}.1`);
}

function formatLine(level: string, message: string, fields: LogFields = {}): string {
  const pairs = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}=${formatValue(String(value))}`);
  return `${new Date().toISOString()} ${level} ${oneLine(message)}${pairs.join('')}\n`;
}

function formatValue(value: string): string {
  return /^[^\s"=]+$/.test(value) ? oneLine(value) : oneLine(JSON.stringify(value));
}

/** What others sent must not begin a line of its own, nor steer the terminal. */
function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through.
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (character) =>
    character === '\n' ? '\\n' : `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}
