import { join } from 'node:path';
import { type Failure, failure, type Outcome, success } from '../../outcome';
import { ensureDirectory, isOpenToOthers, readTextFile, writeFileAtomicSync } from '../../platform/files';
import { secretName } from '../schema/fields';
import { isRecord } from './schema-walk';

export type SecretFailureCode =
  | 'missing_secret'
  | 'secrets_open_to_others'
  | 'bad_secrets_file'
  | 'bad_secret'
  | 'not_readable'
  | 'not_writable';

/** Values appear in no message, whatever goes wrong. */
export interface Secrets {
  /** `PUSHTRAY_SECRET_NAME` of the environment, else `secrets.json`; read anew each time. */
  get(name: string): Outcome<string, SecretFailureCode>;
  /** Keeps it in `secrets.json`. */
  set(name: string, value: string): Outcome<undefined, SecretFailureCode>;
  /** Takes it out of `secrets.json`; `missing_secret` when it is not there. */
  remove(name: string): Outcome<undefined, SecretFailureCode>;
  /** Of all that are stored, sorted; those of the environment are not among them. */
  names(): readonly string[];
  /** Why `secrets.json` is not used. */
  problem(): Failure<SecretFailureCode> | undefined;
}

export interface SecretPlaces {
  readonly dataDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

type Stored = Readonly<Record<string, string>>;

export function openSecrets({ dataDir, env }: SecretPlaces): Secrets {
  const path = join(dataDir, 'secrets.json');
  return {
    get(name) {
      const given = env[`PUSHTRAY_SECRET_${name.toUpperCase()}`];
      if (given) return success(given);
      const stored = readStored(path);
      if (!stored.ok) return stored;
      const value = Object.hasOwn(stored.value, name) ? stored.value[name] : undefined;
      return value === undefined ? missing(name) : success(value);
    },
    set(name, value) {
      const fault = faultOf(name, value);
      if (fault) return failure('bad_secret', fault);
      const stored = readStored(path);
      return stored.ok ? writeStored(path, { ...stored.value, [name]: value }) : stored;
    },
    remove(name) {
      const stored = readStored(path);
      if (!stored.ok) return stored;
      if (!Object.hasOwn(stored.value, name)) return notStored(name, path);
      const { [name]: _removed, ...others } = stored.value;
      return writeStored(path, others);
    },
    names() {
      const stored = readStored(path);
      return stored.ok ? Object.keys(stored.value).sort() : [];
    },
    problem() {
      const stored = readStored(path);
      return stored.ok ? undefined : stored.error;
    },
  };
}

function faultOf(name: string, value: string): string | undefined {
  if (!secretName.safeParse(name).success) {
    return `"${name}" is not a name for a secret: 1 to 64 letters, digits or "_".`;
  }
  if (value === '') return `The secret "${name}" is empty.`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what HTTP forbids in a header.
  if (/[\u0000-\u001f\u007f]/.test(value)) {
    return `The secret "${name}" holds a line break or another control character.`;
  }
  return undefined;
}

function readStored(path: string): Outcome<Stored, SecretFailureCode> {
  const text = readTextFile(path);
  if (!text.ok) {
    return text.error.code === 'not_found' ? success({}) : failure('not_readable', text.error.message);
  }
  if (isOpenToOthers(path)) {
    return failure(
      'secrets_open_to_others',
      `${path} is not used: others than its owner may read or change it.`,
      {
        hint: `Run: chmod 600 ${path}`,
      },
    );
  }
  const value = parseStored(text.value);
  return value ? success(value) : badFile(path);
}

/** The parser's own message is not passed on: it quotes the text. */
function parseStored(text: string): Stored | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const plain = isRecord(value) && Object.values(value).every((secret) => typeof secret === 'string');
    return plain ? (value as Stored) : undefined;
  } catch {
    return undefined;
  }
}

function badFile(path: string) {
  return failure('bad_secrets_file', `${path} is not valid: it must be an object of names and texts.`, {
    hint: 'Write it like { "NAME": "VALUE" }, or remove it and run "pushtray secret set NAME".',
  });
}

function writeStored(path: string, stored: Stored): Outcome<undefined, SecretFailureCode> {
  const directory = ensureDirectory(join(path, '..'));
  const written = directory.ok
    ? writeFileAtomicSync(path, `${JSON.stringify(stored, null, 2)}\n`, { mode: 0o600 })
    : directory;
  return written.ok ? written : failure('not_writable', written.error.message);
}

function notStored(name: string, path: string) {
  return failure('missing_secret', `There is no secret "${name}" in ${path}.`, {
    hint: 'Run "pushtray secret list" to see which there are.',
  });
}

function missing(name: string) {
  return failure('missing_secret', `There is no secret "${name}".`, {
    hint: `Run "pushtray secret set ${name}", or set PUSHTRAY_SECRET_${name.toUpperCase()}.`,
  });
}
