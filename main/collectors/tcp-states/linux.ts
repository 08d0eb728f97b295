import { failure, type Outcome } from '../../outcome';
import type { OpenNetlink } from '../../platform/netlink';
import type { Machine, ProblemCode } from '../collector';
import { readNetlink } from './netlink';
import { readProc } from './proc';
import type { Reading } from './reading';

/** A system that refuses, by its kernel or its sandbox, will do so for as long as it runs; an update may bring it. */
const askAgainMs = 60 * 60 * 1000;

/** Where the counts come from: the kernel by netlink where that works, /proc where not. Both count the same. */
export class LinuxSource {
  private refusedUntilMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly machine: Machine) {}

  async read(signal: AbortSignal): Promise<Outcome<Reading, ProblemCode>> {
    const { openNetlink, clock } = this.machine;
    if (openNetlink && clock.monotonicMs() >= this.refusedUntilMs) {
      const asked = await this.ask(openNetlink, signal);
      if (asked) return asked;
    }
    return readProc(this.machine, signal);
  }

  /** Nothing when the kernel did not answer as it should. */
  private async ask(
    openNetlink: OpenNetlink,
    signal: AbortSignal,
  ): Promise<Outcome<Reading, ProblemCode> | undefined> {
    const { clock } = this.machine;
    const asked = await readNetlink(openNetlink, clock, signal);
    if (asked.ok) return asked;
    const { code, message } = asked.error;
    if (code === 'aborted') {
      return failure('timeout', `TCP states could not be counted. ${message}`, {
        hint: 'Give it a longer interval.',
      });
    }
    if (code === 'unavailable') this.refusedUntilMs = clock.monotonicMs() + askAgainMs;
    return undefined;
  }
}
