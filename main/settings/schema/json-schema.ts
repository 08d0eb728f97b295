import { z } from 'zod';
import { settingsSchema } from './settings';

export type JsonSchema = z.core.JSONSchema.JSONSchema;

let made: JsonSchema | undefined;

/** What editors check a settings file against. Draft 7, which all of them know. Made once, when first asked for. */
export function settingsJsonSchema(): JsonSchema {
  made ??= z.toJSONSchema(settingsSchema, { io: 'input', target: 'draft-7' });
  return made;
}
