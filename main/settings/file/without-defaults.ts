import { isDeepStrictEqual } from 'node:util';
import type { JsonSchema } from '../schema/json-schema';
import { childSchema, isRecord } from './schema-walk';

/**
 * What to write for `value`: without what is a default and does not stand in `written` already, keys in the order of
 * `written`. Reading it gives `value` again.
 */
export function withoutDefaults(value: unknown, written: unknown, schema: JsonSchema | undefined): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      withoutDefaults(item, counterpart(item, written), schema && childSchema(schema, value, index)),
    );
  }
  if (!isRecord(value)) return value;
  const before = isRecord(written) ? written : {};
  const kept: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(value)])) {
    if (!Object.hasOwn(value, key)) continue;
    const child = schema && childSchema(schema, value, key);
    const slim = withoutDefaults(value[key], before[key], child);
    if (Object.hasOwn(before, key) || !isDefault(value[key], slim, child)) kept[key] = slim;
  }
  return kept;
}

/** An object whose fields are all defaults has slimmed to the empty one that it defaults to. */
function isDefault(value: unknown, slim: unknown, schema: JsonSchema | undefined): boolean {
  const standard = schema?.default;
  return standard !== undefined && (isDeepStrictEqual(value, standard) || isDeepStrictEqual(slim, standard));
}

/** The same collector, destination or target in what was written: the one of the same id or name. */
function counterpart(item: unknown, written: unknown): unknown {
  if (!isRecord(item) || !Array.isArray(written)) return undefined;
  const mark = item['id'] ?? item['name'];
  return written.find((other) => isRecord(other) && (other['id'] ?? other['name']) === mark);
}
