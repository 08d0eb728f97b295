import type { Labels, MetricFamily, Sample } from './model';

export const textContentType = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * Exposition text 0.0.4 of valid families, in their order. Blanks at the beginning of a HELP text are lost on the
 * reader: the format has no way to say them.
 */
export function encodeText(families: readonly MetricFamily[]): string {
  let text = '';
  for (const family of families) text += encodeFamily(family);
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

function encodeFamily(family: MetricFamily): string {
  const starts = labelStarts();
  let text = familyHead(family);
  for (const sample of family.samples) text += lineStart(sample, starts) + lineEnd(sample);
  return text;
}

/** What stands before the samples of a family. */
export function familyHead({ name, type, help }: MetricFamily): string {
  const helpLine = help === '' ? '' : `# HELP ${name} ${escapeHelp(help)}\n`;
  return `${helpLine}# TYPE ${name} ${type}\n`;
}

/** What stands before the value of a label, kept for a family: most of the time goes into putting short texts together. */
interface LabelStarts {
  readonly first: Map<string, string>;
  readonly further: Map<string, string>;
}

function labelStarts(): LabelStarts {
  return { first: new Map(), further: new Map() };
}

/** What of a sample's line stands before its value. */
export function lineStart({ name, labels }: Sample, starts = labelStarts()): string {
  let line = name;
  for (const label of Object.keys(labels)) {
    const isFirst = line === name;
    const known = isFirst ? starts.first : starts.further;
    let start = known.get(label);
    if (start === undefined) {
      start = `${isFirst ? '{' : '",'}${label}="`;
      known.set(label, start);
    }
    line += start + escapeLabelValue(labels[label] ?? '');
  }
  return line === name ? `${line} ` : `${line}"} `;
}

function lineEnd({ value, timestampMs }: Sample): string {
  return timestampMs === undefined ? `${formatValue(value)}\n` : `${formatValue(value)} ${timestampMs}\n`;
}

const needsEscape = /[\\"\n]/;

function escapeLabelValue(value: string): string {
  if (!needsEscape.test(value)) return value;
  return escapeHelp(value).replaceAll('"', '\\"');
}

function escapeHelp(help: string): string {
  return help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
