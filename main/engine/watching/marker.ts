import type { History, MarkKind } from '../../history/history';
import type { Clock } from '../../platform/clock';

/**
 * Marks what becomes of measuring, each change once. The newest mark says alone how it is: where monitoring is off, `paused` follows
 * `started` and `awake`. What never stopped before it started again crashed.
 */
export class Marker {
  private now: 'stopped' | 'measuring' | 'paused' | 'asleep' = 'stopped';
  private monitoring = true;

  constructor(
    private readonly history: Pick<History, 'recordMark'>,
    private readonly clock: Pick<Clock, 'nowMs'>,
  ) {}

  get isAsleep(): boolean {
    return this.now === 'asleep';
  }

  started(): void {
    if (this.now === 'stopped') this.goOn('started');
  }

  setMonitoring(on: boolean): void {
    if (on === this.monitoring) return;
    this.monitoring = on;
    if (this.now === 'paused') this.goOn('resumed');
    else if (this.now === 'measuring') this.pauseIfOff();
  }

  asleep(agoMs = 0): void {
    if (this.now !== 'measuring' && this.now !== 'paused') return;
    this.now = 'asleep';
    this.mark('asleep', agoMs);
  }

  awake(): void {
    if (this.now === 'asleep') this.goOn('awake');
  }

  stopped(): void {
    if (this.now === 'stopped') return;
    this.now = 'stopped';
    this.mark('stopped');
  }

  private goOn(kind: MarkKind): void {
    this.now = 'measuring';
    this.mark(kind);
    this.pauseIfOff();
  }

  private pauseIfOff(): void {
    if (this.monitoring) return;
    this.now = 'paused';
    this.mark('paused');
  }

  private mark(kind: MarkKind, agoMs = 0): void {
    this.history.recordMark({ atMs: this.clock.nowMs() - agoMs, kind });
  }
}
