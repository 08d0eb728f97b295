import { type Memory, noMemory } from '../diagnosis/memory';
import { type Judgement, observe } from '../diagnosis/verdict';
import type { ApiParts } from './parts';
import { PileHolders } from './pile-holders';
import { situationOf } from './situation';

/** The verdict as of now, with what it rests on. It follows what the engine says, whether anybody asks or not: what is wrong shows over several cycles. */
export function watchVerdict(parts: Pick<ApiParts, 'engine' | 'clock' | 'holders'>): () => Judgement {
  const { engine, clock } = parts;
  const holders = new PileHolders(parts);
  let now = look(noMemory);
  engine.subscribe(() => {
    now = look(now.memory);
    holders.follow(now.verdict);
  });
  return () => now;

  function look(memory: Memory): Judgement {
    const situation = situationOf(engine.status(), engine.families());
    return observe(memory, { ...situation, holders: holders.known }, clock.nowMs());
  }
}
