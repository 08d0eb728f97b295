import type { JsonSchema } from '../schema/json-schema';

/** The forms that a value of this kind may have: all but those whose constants (`kind`) say otherwise. */
export function alternatives(schema: JsonSchema, value: unknown): JsonSchema[] {
  const forms = (schema.oneOf ?? schema.anyOf) as JsonSchema[] | undefined;
  if (!forms) return [schema];
  return forms.filter((form) =>
    Object.entries(form.properties ?? {}).every(
      ([key, property]) =>
        typeof property === 'boolean' ||
        property.const === undefined ||
        !isRecord(value) ||
        value[key] === property.const,
    ),
  );
}

/** What describes the value at `key` of `value`. */
export function childSchema(
  schema: JsonSchema,
  value: unknown,
  key: string | number,
): JsonSchema | undefined {
  for (const form of alternatives(schema, value)) {
    const child =
      typeof key === 'number' ? form.items : (form.properties?.[key] ?? form.additionalProperties);
    if (typeof child === 'object' && !Array.isArray(child)) return child;
  }
  return undefined;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
