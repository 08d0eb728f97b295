import type { Labels, MetricFamily, Sample } from './model';

export const textContentType = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * Exposition text 0.0.4 of valid families, in their order. Blanks at the beginning of a HELP text are lost on the
 * reader: the format has no way to say them.
 */
export function encodeText(families: readonly MetricFamily[]): string {
  let text = '';
  for (const family of families) {
    if (family.help !== '') text += `# HELP ${family.name} ${escapeHelp(family.help)}\n`;
    text += `# TYPE ${family.name} ${family.type}\n`;
    for (const sample of family.samples) text += encodeSample(sample);
  }
  return text;
}

/** The shortest text that reads back as the same number. */
export function formatValue(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return '+Inf';
  if (value === Number.NEGATIVE_INFINITY) return '-Inf';
  return Object.is(value, -0) ? '-0' : String(value);
}

/** `{a="x",b="y"}` in the order of the names given; nothing when there are none. */
export function encodeLabels(labels: Labels, names: readonly string[] = Object.keys(labels)): string {
  let text = '';
  for (const name of names) {
    text += `${text === '' ? '{' : ','}${name}="${escapeLabelValue(labels[name] ?? '')}"`;
  }
  return text === '' ? '' : `${text}}`;
}

function encodeSample({ name, labels, value, timestampMs }: Sample): string {
  const line = `${name}${encodeLabels(labels)} ${formatValue(value)}`;
  return timestampMs === undefined ? `${line}\n` : `${line} ${timestampMs}\n`;
}

const needsEscape = /[\\"\n]/;

function escapeLabelValue(value: string): string {
  if (!needsEscape.test(value)) return value;
  return escapeHelp(value).replaceAll('"', '\\"');
}

function escapeHelp(help: string): string {
  return help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
