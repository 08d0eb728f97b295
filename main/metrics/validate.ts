import type { Fault } from '../outcome';
import { FaultList, type Position } from './fault-list';
import type { Labels, MetricFamily, MetricType, Sample } from './model';
import { isMetricName, labelNameFault } from './names';
import { hasLoneSurrogate, quote, showSeries } from './quote';
import { familyOfPart, metricKey, partSuffixes, seriesKey } from './series';
import { finish, type Steps } from './steps';
import { histogramFault, type SampleFault, summaryFault } from './validate-parts';

export interface Validated {
  /** What stood up to the rules, in the same order. */
  readonly families: MetricFamily[];
  /** The first hundred, and how many more there are; without a position in a text (line 0). */
  readonly faults: Fault[];
}

/**
 * The rules that go beyond syntax, some of which a Pushgateway does not check itself. A sample at fault is left out; of
 * a histogram or summary, all samples with the same labels; a family whose name cannot stand, whole.
 */
export function validateFamilies(families: readonly MetricFamily[]): Validated {
  return finish(validationSteps(families));
}

/** As `validateFamilies`, a sample at a time. */
export function* validationSteps(families: readonly MetricFamily[]): Steps<Validated> {
  const faults = new FaultList();
  const valid = yield* validSteps(families, faults);
  return { families: valid, faults: faults.all() };
}

const nowhere: Position = { line: 0, column: 0 };

export interface ValidationOptions {
  /** Where each sample stands in the text that it was read from. */
  readonly positions?: ReadonlyMap<Sample, Position>;
  /** Whether a counter may be below 0 or NaN: it should not, but Pushgateway and Prometheus take it. */
  readonly anyCounter?: boolean;
}

/** As `validationSteps`, for families that were read from somewhere. */
export function* validSteps(
  families: readonly MetricFamily[],
  faults: FaultList,
  { positions, anyCounter = false }: ValidationOptions = {},
): Steps<MetricFamily[]> {
  const report: Report = (message, sample) =>
    faults.add((sample && positions?.get(sample)) ?? nowhere, message);
  const types = new Map(families.map(({ name, type }) => [name, type]));
  const taken = new Set<string>();
  const valid: MetricFamily[] = [];
  for (const family of families) {
    const fault = taken.has(family.name) ? twice(family.name) : familyNameFault(family.name, types);
    taken.add(family.name);
    if (fault === undefined) valid.push(...(yield* withValidSamples(family, anyCounter, report)));
    else report(fault, family.samples[0]);
  }
  return valid;
}

type Report = (message: string, sample: Sample | undefined) => void;

function twice(name: string): string {
  return `the family ${quote(name)} is there twice: put all its samples into one`;
}

function familyNameFault(name: string, types: ReadonlyMap<string, MetricType>): string | undefined {
  if (!isMetricName(name)) {
    return `${quote(name)} is not a metric name: use letters, digits, "_" and ":", not beginning with a digit`;
  }
  const owner = familyOfPart(name, (other) => types.get(other));
  if (owner === undefined) return undefined;
  return `the name ${quote(name)} belongs to the ${types.get(owner)} ${quote(owner)}: rename one, or if it is part of it, put it under its TYPE line`;
}

function* withValidSamples(family: MetricFamily, anyCounter: boolean, report: Report): Steps<MetricFamily[]> {
  const refused =
    partSuffixes(family.type).length > 0
      ? yield* refusedParts(family, report)
      : yield* refusedSamples(family, anyCounter, report);
  if (refused.size === 0) return [family];
  const samples = family.samples.filter((sample) => !refused.has(sample));
  return samples.length === 0 ? [] : [{ ...family, samples }];
}

/** Of a counter, a gauge or an untyped family, where each sample stands for itself. */
function* refusedSamples(family: MetricFamily, anyCounter: boolean, report: Report): Steps<Set<Sample>> {
  const refused = new Set<Sample>();
  const seen = new Set<string>();
  for (const sample of family.samples) {
    const key = seriesKey(sample.name, sample.labels);
    const fault =
      plainSampleFault(family, anyCounter, sample) ?? (seen.has(key) ? givenTwice(key) : undefined);
    seen.add(key);
    yield;
    if (fault === undefined) continue;
    refused.add(sample);
    report(fault, sample);
  }
  return refused;
}

function plainSampleFault(
  family: MetricFamily,
  anyCounter: boolean,
  { name, labels, value }: Sample,
): string | undefined {
  if (name !== family.name) return `the sample ${quote(name)} is not of the family ${quote(family.name)}`;
  if (family.type === 'counter' && !anyCounter && !(value >= 0)) {
    return `the counter ${quote(name)} is ${value}, but a counter only grows from 0: make it a gauge, or mend what counts`;
  }
  return labelsFault(labels);
}

function givenTwice(key: string): string {
  return `the series ${showSeries(key)} is given twice: leave one out, or tell them apart by a label`;
}

/** Of a histogram or summary, where the samples of one metric stand or fall together. */
function* refusedParts(family: MetricFamily, report: Report): Steps<Set<Sample>> {
  const refused = new Set<Sample>();
  for (const [key, samples] of yield* metricsOf(family, refused, report)) {
    yield;
    const fault = metricFault(family, samples);
    if (!fault) continue;
    for (const sample of samples) refused.add(sample);
    report(`${fault.message} (the ${family.type} ${showSeries(key)} is left out)`, fault.sample);
  }
  return refused;
}

/** The samples of each metric of the family; those of a foreign name are refused at once. */
function* metricsOf(
  family: MetricFamily,
  refused: Set<Sample>,
  report: Report,
): Steps<Map<string, Sample[]>> {
  const suffixes = partSuffixes(family.type);
  const names = new Set(suffixes.map((suffix) => family.name + suffix));
  if (family.type === 'summary') names.add(family.name);
  const metrics = new Map<string, Sample[]>();
  for (const sample of family.samples) {
    yield;
    if (!names.has(sample.name)) {
      refused.add(sample);
      const whose = `the ${family.type} ${quote(family.name)}`;
      report(
        `${quote(sample.name)} is no sample of ${whose}: put ${suffixes.join(', ')} after its name`,
        sample,
      );
      continue;
    }
    const key = metricKey(family, sample);
    const samples = metrics.get(key);
    if (samples) samples.push(sample);
    else metrics.set(key, [sample]);
  }
  return metrics;
}

function metricFault(family: MetricFamily, samples: readonly Sample[]): SampleFault | undefined {
  for (const sample of samples) {
    const message = labelsFault(sample.labels);
    if (message !== undefined) return { sample, message };
  }
  return family.type === 'histogram'
    ? histogramFault(family.name, samples)
    : summaryFault(family.name, samples);
}

function labelsFault(labels: Labels): string | undefined {
  for (const name of Object.keys(labels)) {
    const fault = labelNameFault(name);
    if (fault !== undefined) return `the label name ${quote(name)} ${fault}`;
    if (hasLoneSurrogate(labels[name] ?? ''))
      return `the value of the label ${quote(name)} is not valid Unicode`;
  }
  return undefined;
}
