import type { Verdict } from '../contract/verdict';
import type { HolderSeen } from '../diagnosis/situation';
import type { TcpState } from '../metrics/tcp-states';
import type { ApiParts } from './parts';

/** Looking through all processes of a machine takes far less, unless it can hardly run at all. */
const askForMs = 10_000;

/** Who holds the connections that pile up: asked once for each pile, as looking through every process is too much for each cycle. */
export class PileHolders {
  /** By the state that a pile is in; absent: nobody knows. */
  readonly known = new Map<TcpState, HolderSeen>();
  private readonly asked = new Set<TcpState>();

  constructor(private readonly parts: Pick<ApiParts, 'holders' | 'clock'>) {}

  /** Asks about piles that are new, forgets those that are gone. */
  follow({ findings }: Verdict): void {
    const piles = new Set(
      findings.flatMap((finding) => (finding.code === 'tcp_pileup' ? [finding.values.state] : [])),
    );
    for (const state of this.asked) if (!piles.has(state)) this.forget(state);
    for (const state of piles) if (!this.asked.has(state)) void this.ask(state);
  }

  private forget(state: TcpState): void {
    this.asked.delete(state);
    this.known.delete(state);
  }

  private async ask(state: TcpState): Promise<void> {
    this.asked.add(state);
    const answer = await this.parts.holders({ state, top: 1 }, AbortSignal.timeout(askForMs));
    const [first] = answer.ok ? answer.value.processes : [];
    if (!answer.ok || !first || !this.asked.has(state)) return;
    this.known.set(state, { ...first, of: answer.value.connections, atMs: this.parts.clock.nowMs() });
  }
}
