import type { JsonSchema } from '../../main/settings/schema/json-schema';

const begin = '<!-- Made by "npm run schema" from here -->';
const end = '<!-- to here -->';

/** The text of docs/settings.md with its tables of all keys made anew from the schema. */
export function withReference(markdown: string, schema: JsonSchema): string {
  const [before, after] = [markdown.split(begin)[0], markdown.split(end)[1]];
  if (before === undefined || after === undefined)
    throw new Error(`docs/settings.md lacks ${begin} or ${end}`);
  return `${before}${begin}\n\n${reference(schema)}\n\n${end}${after}`;
}

function reference(schema: JsonSchema): string {
  const sections = [`### At the top\n\n${table(schema)}`];
  for (const [list, title] of [
    ['collectors', 'Collectors of kind'],
    ['destinations', 'Destinations of kind'],
  ] as const) {
    for (const form of formsOf(itemsOf(property(schema, list)))) {
      const kind = String(property(form, 'kind').const);
      sections.push(`### ${title} \`${kind}\`\n\n${form.description ?? ''}.\n\n${table(form)}`);
    }
  }
  return sections.join('\n\n');
}

function table(schema: JsonSchema): string {
  const head = ['| key | default | what |', '| --- | --- | --- |'];
  return [...head, ...rows(schema, '')].join('\n');
}

/** A row for each key, those of objects within it below it: `server.listen`, `targets[].host`. */
function rows(schema: JsonSchema, path: string, isAlternative = false): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, child]) => {
    if (typeof child === 'boolean') return [];
    const required = schema.required?.includes(key) ?? false;
    const value = isAlternative ? '*either*' : standard(child, required);
    const row = `| \`${path}${key}\` | ${value} | ${cell(whatOf(child))} |`;
    return [row, ...rowsBelow(child, `${path}${key}`)];
  });
}

function rowsBelow(schema: JsonSchema, path: string): string[] {
  const items = itemsOf(schema);
  // Lists whose members differ by kind have tables of their own.
  if (items.oneOf) return [];
  const below = schema.type === 'array' ? `${path}[].` : `${path}.`;
  const forms = formsOf(schema.type === 'array' ? items : schema);
  return forms.flatMap((form) => rows(form, below, forms.length > 1));
}

function standard(schema: JsonSchema, required: boolean): string {
  if (required) return '*required*';
  if (schema.default === undefined) return '';
  const text = JSON.stringify(schema.default);
  return text.length > 40 ? 'see above' : `\`${cell(text)}\``;
}

function whatOf(schema: JsonSchema): string {
  const { description = '', const: only, enum: choice = only === undefined ? [] : [only] } = schema;
  const words = choice.map((value) => `\`${JSON.stringify(value)}\``).join(' or ');
  return [description, words].filter(Boolean).join(': ');
}

function property(schema: JsonSchema, key: string): JsonSchema {
  const child = schema.properties?.[key];
  return typeof child === 'object' ? child : {};
}

function itemsOf({ items }: JsonSchema): JsonSchema {
  return typeof items === 'object' && !Array.isArray(items) ? (items as JsonSchema) : {};
}

function formsOf(schema: JsonSchema): JsonSchema[] {
  return (schema.oneOf ?? schema.anyOf ?? [schema]) as JsonSchema[];
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
