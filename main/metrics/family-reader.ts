import type { FaultList, Position } from './fault-list';
import { type HelpLine, type Line, readLine, type TypeLine } from './line';
import type { MetricFamily, MetricType, Sample } from './model';
import { quote } from './quote';
import type { SampleLine } from './sample-line';
import type { LineFault } from './scan';
import { familyOfPart, partSuffixes } from './series';
import type { Steps } from './steps';
import { validSteps } from './validate';

export interface ReadingRules {
  readonly timestamps: 'refuse' | 'keep' | 'report';
  /** Says nothing of lines of one family that stand apart, which are kept in any case, nor of counters below 0. */
  readonly lenient: boolean;
  /** Filled with every sample's. */
  readonly positions: Map<Sample, Position>;
}

/** Why a line cannot be taken, whatever it says. */
export interface Damage {
  /** Index into the line. */
  readonly at: number;
  readonly message: string;
}

/** A family while its lines come in. Line numbers are 0 as long as there was none. */
interface Draft {
  readonly name: string;
  type: MetricType | undefined;
  typeLine: number;
  help: string;
  helpLine: number;
  lastLine: number;
  readonly samples: Sample[];
  /** Its lines were seen to stand apart. */
  scattered: boolean;
  /** A fault took all of it away. */
  lost: boolean;
}

/** What OpenMetrics and the types here add to a family's name: goes with a family whose type could not be read. */
const anySuffix = /_(?:bucket|sum|count|total|created|info|gcount|gsum)$/;

/** Puts lines together to families; what they are worth together, `validSteps` says at the end. */
export class FamilyReader {
  private readonly drafts = new Map<string, Draft>();
  /** Of timestamps to be reported. */
  private readonly timestamped: Position[] = [];
  private current: Draft | undefined;

  constructor(
    private readonly faults: FaultList,
    private readonly rules: ReadingRules,
  ) {}

  take(text: string, number: number, damage?: Damage): void {
    const read = readLine(text);
    const line = damage ? damagedLine(read, damage) : read;
    if (line.kind === 'nothing') return;
    const position = { line: number, column: columnAt(text, line.at) };
    if (line.kind === 'help') this.takeHelp(line, position);
    else if (line.kind === 'type') this.takeType(line, position);
    else if (line.kind === 'fault') this.takeFault(line, position);
    else if (line.timestampAt === undefined) this.takeSample(line, position);
    else this.takeTimestamped(line, position, columnAt(text, line.timestampAt));
  }

  *families(): Steps<MetricFamily[]> {
    const families: MetricFamily[] = [];
    for (const { name, type = 'untyped', help, samples, lost } of this.drafts.values()) {
      if (!lost && samples.length > 0) families.push({ name, type, help, samples });
    }
    for (const position of this.timestamped) this.faults.add(position, noTimestamps);
    return yield* validSteps(families, this.faults, {
      positions: this.rules.positions,
      anyCounter: this.rules.lenient,
    });
  }

  private takeHelp({ name, text }: HelpLine, position: Position): void {
    const draft = this.enter(name, position);
    if (draft.helpLine > 0) {
      this.faults.add(
        position,
        `${quote(draft.name)} has its HELP at line ${draft.helpLine}: leave this one out`,
      );
      return;
    }
    draft.help = text;
    draft.helpLine = position.line;
  }

  private takeType({ name, type }: TypeLine, position: Position): void {
    const draft = this.enter(name, position);
    const { type: typeBefore, typeLine } = draft;
    if (draft.name !== name) {
      const message = `${quote(name)} is a part of the ${typeBefore} ${quote(draft.name)} and has no TYPE of its own: leave it out`;
      this.faults.add(position, message);
    } else if (typeBefore === undefined) {
      draft.type = type;
      draft.typeLine = position.line;
    } else if (typeLine === 0) {
      this.lose(draft, position, `the TYPE of ${quote(name)} follows its samples: put it before them`);
    } else if (typeBefore === type) {
      this.faults.add(position, `${quote(name)} has its TYPE at line ${typeLine}: leave this one out`);
    } else {
      this.lose(
        draft,
        position,
        `${quote(name)} is a ${typeBefore} since line ${typeLine} and cannot be a ${type} too: keep one TYPE`,
      );
    }
  }

  private takeSample({ name, labels, value, timestampMs }: SampleLine, position: Position): void {
    const draft = this.enter(name, position);
    draft.type ??= 'untyped';
    const sample = timestampMs === undefined ? { name, labels, value } : { name, labels, value, timestampMs };
    draft.samples.push(sample);
    this.rules.positions.set(sample, position);
  }

  private takeTimestamped(line: SampleLine, position: Position, column: number): void {
    const timestamp = { line: position.line, column };
    if (this.rules.timestamps === 'refuse') {
      this.takeFault({ of: 'sample', name: line.name, message: noTimestamps }, timestamp);
      return;
    }
    if (this.rules.timestamps === 'report') this.timestamped.push(timestamp);
    this.takeSample(line, position);
  }

  private takeFault(fault: Pick<LineFault, 'of' | 'name' | 'message'>, position: Position): void {
    const draft = this.familyLostBy(fault);
    if (draft) this.lose(draft, position, fault.message);
    else this.faults.add(position, fault.message);
  }

  /** A family whose type is in doubt cannot stand, nor a histogram or summary that lacks a line. */
  private familyLostBy({ of, name = '' }: Pick<LineFault, 'of' | 'name'>): Draft | undefined {
    if (name === '' || of === 'help') return undefined;
    const draft = this.find(name);
    if (of === 'type') return draft ?? this.begin(name);
    return draft?.type !== undefined && partSuffixes(draft.type).length > 0 ? draft : undefined;
  }

  private lose(draft: Draft, position: Position, message: string): void {
    draft.lost = true;
    this.faults.add(position, `${message} (the family ${quote(draft.name)} is left out)`);
  }

  /** The family that a line is of, which is from now on the current one. */
  private enter(name: string, position: Position): Draft {
    const draft = this.find(name) ?? this.begin(name);
    if (draft !== this.current && draft.lastLine > 0) this.noteScattered(draft, position);
    this.current = draft;
    draft.lastLine = position.line;
    return draft;
  }

  /** Said once of each family. */
  private noteScattered(draft: Draft, position: Position): void {
    if (this.rules.lenient || draft.scattered || draft.lost) return;
    draft.scattered = true;
    const message = `the lines of ${quote(draft.name)} stand apart (line ${draft.lastLine} was the last before this one): keep all lines of a family together`;
    this.faults.add(position, message);
  }

  private find(name: string): Draft | undefined {
    const draft = this.drafts.get(name);
    if (draft) return draft;
    const owner = familyOfPart(name, (other) => this.drafts.get(other)?.type);
    if (owner !== undefined) return this.drafts.get(owner);
    const base = this.drafts.get(name.replace(anySuffix, ''));
    return base?.lost ? base : undefined;
  }

  private begin(name: string): Draft {
    const draft: Draft = {
      name,
      type: undefined,
      typeLine: 0,
      help: '',
      helpLine: 0,
      lastLine: 0,
      samples: [],
      scattered: false,
      lost: false,
    };
    this.drafts.set(name, draft);
    return draft;
  }
}

function damagedLine(line: Line, { at, message }: Damage): LineFault {
  if (line.kind === 'nothing') return { kind: 'fault', of: 'help', at, message };
  const of = line.kind === 'fault' ? line.of : line.kind;
  return { kind: 'fault', of, at, message, ...(line.name === undefined ? {} : { name: line.name }) };
}

const noTimestamps =
  'a timestamp, which a Pushgateway refuses since it only knows the newest value: leave it out';

/** In whole characters, not in halves of surrogate pairs. */
function columnAt(line: string, at: number): number {
  let column = 1;
  for (let index = 0; index < at; index += 1) {
    const code = line.charCodeAt(index);
    if (code < 0xdc00 || code > 0xdfff) column += 1;
  }
  return column;
}
