import { ByteWriter } from './byte-writer';
import { familyHead, lineStart } from './encode';
import type { MetricFamily } from './model';
import { sameInOrder } from './series';

/** A family as it was encoded the last time, and where in the text what may be used again stands. */
interface Encoded {
  readonly family: MetricFamily;
  readonly head: Stretch;
  /** Of each sample, what of its line stands before the value. In lists of numbers: 10,000 objects would not stay in the processor's cache. */
  readonly startsFrom: readonly number[];
  readonly startsTo: readonly number[];
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * Encodes what is mostly the same series each time, with other values: what stands before a value is copied from the text of
 * the last time where the sample at the same place of its family had the same name and labels.
 */
export class RepeatedEncoder {
  private families: ReadonlyMap<string, Encoded> = new Map();
  private text: Uint8Array = new Uint8Array(0);

  /** The same text as `encodeText`, in UTF-8, which nobody may change. */
  encode(families: readonly MetricFamily[]): Uint8Array {
    // Values get longer and shorter.
    const writer = new ByteWriter(Math.ceil(1.1 * this.text.length));
    const encoded = families.map((family) => {
      return [family.name, this.encodeFamily(writer, family)] as const;
    });
    this.families = new Map(encoded);
    this.text = writer.written();
    return this.text;
  }

  private encodeFamily(writer: ByteWriter, family: MetricFamily): Encoded {
    const before = this.families.get(family.name);
    const head = this.writeHead(writer, family, before);
    const startsFrom: number[] = [];
    const startsTo: number[] = [];
    family.samples.forEach((sample, index) => {
      const last = before?.family.samples[index];
      startsFrom.push(writer.length);
      if (before && last?.name === sample.name && sameInOrder(last.labels, sample.labels)) {
        writer.bytes(this.text.subarray(before.startsFrom[index], before.startsTo[index]));
      } else writer.text(lineStart(sample));
      startsTo.push(writer.length);
      writer.value(sample.value);
      writer.text(sample.timestampMs === undefined ? '\n' : ` ${sample.timestampMs}\n`);
    });
    return { family, head, startsFrom, startsTo };
  }

  private writeHead(writer: ByteWriter, family: MetricFamily, before: Encoded | undefined): Stretch {
    const from = writer.length;
    if (before?.family.type === family.type && before.family.help === family.help) {
      writer.bytes(this.text.subarray(before.head.from, before.head.to));
    } else writer.text(familyHead(family));
    return { from, to: writer.length };
  }
}
