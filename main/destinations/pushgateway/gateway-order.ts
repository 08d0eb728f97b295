import type { PushFailureCode, PushOutcome } from '../destination';

/** One that failed is left alone for so many times as long as that took: what is refused at once is tried at each push. */
const restFactor = 10;

/** What says that the gateway does not work, not that it works and refuses: then another is worth a try. */
const faultsOfTheGateway: ReadonlySet<PushFailureCode> = new Set([
  'unreachable',
  'timeout',
  'tls',
  'redirect',
  'unauthorized',
  'not_found',
  'server_error',
]);

export function isGatewayAtFault({ failure }: PushOutcome): boolean {
  return failure !== undefined && faultsOfTheGateway.has(failure.code);
}

/** In which order the addresses of one destination are tried. */
export class GatewayOrder {
  private readonly restsUntilMs = new Map<string, number>();

  constructor(
    private readonly urls: readonly string[],
    private readonly monotonicMs: () => number,
  ) {}

  /** As settings have them, those that lately failed last. */
  now(): string[] {
    // Looked at once: one whose rest ends meanwhile would otherwise be in neither half.
    const resting = new Set(this.urls.filter((url) => this.rests(url)));
    return [...this.urls.filter((url) => !resting.has(url)), ...resting];
  }

  rests(url: string): boolean {
    return (this.restsUntilMs.get(url) ?? Number.NEGATIVE_INFINITY) > this.monotonicMs();
  }

  note(url: string, outcome: PushOutcome): void {
    if (isGatewayAtFault(outcome)) {
      this.restsUntilMs.set(url, this.monotonicMs() + restFactor * outcome.durationMs);
    } else this.works(url);
  }

  works(url: string): void {
    this.restsUntilMs.delete(url);
  }
}
