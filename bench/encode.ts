import { encodeText } from '../main/metrics/encode';
import { parseText } from '../main/metrics/parse';
import { RepeatedEncoder } from '../main/metrics/repeated-encoder';
import type { Bench, BenchResult } from './bench';
import { ownCpuMs } from './support/cpu';
import { measureInterleaved, type Way } from './support/rounds';
import { sampleSet } from './support/sample-set';
import { median, spread } from './support/statistics';

const samples = 10_000;
const rounds = 25;
const times = 5;

const intro = `${samples.toLocaleString('en')} gauges with three labels each as exposition text, and that text read again with every check that a push goes through. One label value in ten has characters that must
be escaped. Values are other ones each time. For a Pushgateway the beginnings of lines are kept from one push to the next. prom-client encodes and has no parser. IQR/2 is half the distance between the quartiles, as a share of the median.`;

const titles: Readonly<Record<string, string>> = {
  encode: '**Pushtray**, encoding',
  repeat: '**Pushtray**, encoding for a Pushgateway',
  'prom-client': "prom-client's `metrics()`",
  parse: '**Pushtray**, parsing',
};

export const encodeBench: Bench = {
  name: 'encode',
  title: 'Encoding and parsing',
  missing: () => undefined,
  async run(): Promise<BenchResult> {
    const { families, registry, measure, measureInRegistry } = sampleSet(samples);
    const text = encodeText(families);
    if (!sameSamples(text, await registry.metrics())) throw new Error('the two encoders do not say the same');
    const repeatedly = new RepeatedEncoder();
    let latest = families;
    const prepare = () => {
      latest = measure();
    };
    const way = (name: string, run: () => unknown, before = prepare): Way => ({
      name,
      prepare: before,
      run: async () => void (await run()),
      cpuMs: ownCpuMs,
      times,
    });
    const readings = await measureInterleaved(
      [
        way('encode', () => encodeText(latest)),
        way('repeat', () => repeatedly.encode(latest)),
        way('prom-client', () => registry.metrics(), measureInRegistry),
        way('parse', () => parseText(text)),
      ],
      rounds,
    );
    const cpuMs = (name: string) => readings[name]?.cpuMs ?? [];
    return {
      intro,
      tables: [
        {
          head: [`${samples.toLocaleString('en')} samples`, 'samples a second', 'CPU µs a sample', 'IQR/2'],
          rows: Object.keys(titles).map((name) => [
            titles[name] ?? name,
            Math.round((1_000 * samples) / median(cpuMs(name))).toLocaleString('en'),
            ((1_000 * median(cpuMs(name))) / samples).toFixed(3),
            `${(100 * spread(cpuMs(name))).toFixed(0)} %`,
          ]),
        },
      ],
      goals: [
        {
          what: "encoding a sample, to prom-client's `metrics()`",
          ratio: median(cpuMs('encode')) / median(cpuMs('prom-client')),
          atMost: 0.6,
        },
      ],
      skipped: [],
    };
  },
};

function sameSamples(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) =>
    parseText(text).families.flatMap((family) => family.samples.map((sample) => JSON.stringify(sample))),
  );
  return a !== undefined && a.length === samples && a.join('\n') === b?.join('\n');
}
