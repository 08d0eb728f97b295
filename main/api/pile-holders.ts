import type { Verdict } from '../contract/verdict';
import type { HolderSeen } from '../diagnosis/situation';
import type { TcpState } from '../metrics/tcp-states';
import type { ApiParts } from './parts';

/** A pile that has changed by a tenth since is asked about again, but not more often than this. */
const againAfterMs = 60_000;
/** Looking through all processes of a machine takes far less, unless it can hardly run at all. */
const askForMs = 10_000;

/** Who holds the connections that pile up: looking through every process is too much for each cycle. */
export class PileHolders {
  /** By the state that a pile is in; absent: nobody knows. */
  readonly known = new Map<TcpState, HolderSeen>();
  /** By state: when, and about how many connections. */
  private readonly asked = new Map<TcpState, { readonly atMs: number; readonly connections: number }>();

  constructor(private readonly parts: Pick<ApiParts, 'holders' | 'clock'>) {}

  /** Asks about piles that are new, forgets those that are gone. */
  follow({ findings }: Verdict): void {
    const piles = new Map(
      findings.flatMap(({ code, values }) =>
        code === 'tcp_pileup' ? [[values.state, values.connections] as const] : [],
      ),
    );
    for (const state of this.asked.keys()) if (!piles.has(state)) this.forget(state);
    for (const [state, connections] of piles) {
      if (this.isNew(state, connections)) void this.ask(state, connections);
    }
  }

  private isNew(state: TcpState, connections: number): boolean {
    const asked = this.asked.get(state);
    if (!asked) return true;
    const hasChanged = Math.abs(connections - asked.connections) > asked.connections / 10;
    return hasChanged && this.parts.clock.nowMs() - asked.atMs >= againAfterMs;
  }

  private forget(state: TcpState): void {
    this.asked.delete(state);
    this.known.delete(state);
  }

  private async ask(state: TcpState, connections: number): Promise<void> {
    this.asked.set(state, { atMs: this.parts.clock.nowMs(), connections });
    const answer = await this.parts.holders({ state, top: 1 }, AbortSignal.timeout(askForMs));
    const [first] = answer.ok ? answer.value.processes : [];
    if (!answer.ok || !first || !this.asked.has(state)) return;
    this.known.set(state, { ...first, of: answer.value.connections, atMs: this.parts.clock.nowMs() });
  }
}
