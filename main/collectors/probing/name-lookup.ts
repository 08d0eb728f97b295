import { lookup as systemLookup } from 'node:dns';
import { failure, type Outcome } from '../../outcome';
import { type Address, addressOf } from './address';
import { inSteadyOrder } from './steady-order';
import { Turns } from './turns';

/** node:dns' lookup, so that hosts files, mDNS and search domains count as in every other program. */
export type Lookup = (
  name: string,
  options: { all: true; verbatim: true },
  callback: (error: NodeJS.ErrnoException | null, found: readonly { readonly address: string }[]) => void,
) => void;

/**
 * At least one address, in the resolver's own order, which puts those first that this machine has a route to; of a kind, those of the
 * answer before come first.
 */
type Answer = Outcome<readonly Address[], 'unresolvable'>;

interface Question {
  readonly begun: Promise<void>;
  readonly answer: Promise<Answer>;
}

/** A dead first name server costs getaddrinfo five seconds before it asks the next. */
const defaultTimeLimitMs = 6_000;

/**
 * Asks the system for a name's addresses, anew each time. The system's call cannot be called off and holds one
 * of the process's four worker threads until it ends, which may take half a minute: so at most three run, a
 * name is never asked for twice at once, and names that hung before get one thread together, in order not to
 * keep the others waiting.
 */
export class NameLookup {
  private readonly open = new Map<string, Question>();
  private readonly hung = new Set<string>();
  private readonly found = new Map<string, readonly Address[]>();
  private readonly turns = new Turns(2);
  private readonly turnsOfHung = new Turns(1);

  constructor(
    private readonly lookup: Lookup = systemLookup,
    private readonly timeLimitMs = defaultTimeLimitMs,
  ) {}

  /** The time limit begins when the name's turn comes. */
  async find(name: string): Promise<Answer> {
    const question = this.open.get(name) ?? this.ask(name);
    await question.begun;
    const answer = await within(this.timeLimitMs, question.answer);
    if (answer) {
      this.hung.delete(name);
      return answer;
    }
    this.hung.add(name);
    const seconds = this.timeLimitMs / 1000;
    return failure('unresolvable', `The name "${name}" has no address yet: no answer within ${seconds} s.`, {
      hint: 'See whether the name servers of this machine can be reached.',
    });
  }

  private ask(name: string): Question {
    const turns = this.hung.has(name) ? this.turnsOfHung : this.turns;
    const begun = turns.begin();
    const answer = begun
      .then(() => this.callSystem(name))
      .finally(() => {
        this.open.delete(name);
        turns.end();
      });
    const question = { begun, answer };
    this.open.set(name, question);
    return question;
  }

  private callSystem(name: string): Promise<Answer> {
    return new Promise((resolve) => {
      this.lookup(name, { all: true, verbatim: true }, (error, found) => {
        const addresses = error ? [] : found.flatMap(({ address }) => addressOf(address) ?? []);
        resolve(addresses.length > 0 ? this.steady(name, addresses) : unresolvable(name, error?.code));
      });
    });
  }

  private steady(name: string, addresses: readonly Address[]): Answer {
    const value = inSteadyOrder(addresses, this.found.get(name) ?? []);
    this.found.set(name, value);
    return { ok: true, value };
  }
}

function unresolvable(name: string, code = 'no address'): Answer {
  switch (code) {
    case 'ENOTFOUND':
      return failure('unresolvable', `There is no host named "${name}".`, {
        hint: 'See whether it is spelt right.',
      });
    case 'EAI_AGAIN':
      return failure('unresolvable', `The name "${name}" has no address now: no name server answered.`);
    default:
      return failure('unresolvable', `The name "${name}" could not be looked up: ${code}.`);
  }
}

function within<T>(limitMs: number, promise: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), limitMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
