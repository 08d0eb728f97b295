import type { FollowProcess, LineListener } from '../../main/platform/line-process';

/** Pings that go on and have one reply to tell each time they are read. */
export class FakePings {
  /** The address of each one that was started, in order. */
  readonly started: string[] = [];
  /** The addresses of those that were not ended. */
  readonly living: string[] = [];
  /** How many were read in the same turn of the event loop at most. */
  mostAtOnce = 0;
  private reading = 0;

  constructor(private readonly rttMs = 1) {}

  readonly follow: FollowProcess = ({ args }, listener) => {
    const ip = args.at(-1) ?? '';
    this.started.push(ip);
    this.living.push(ip);
    listener.onLine(`PING ${ip} (${ip}) 56(84) bytes of data.`, 'stdout');
    let sequence = 0;
    return {
      pause() {},
      resume: () => this.read(ip, ++sequence, listener),
      end: () => {
        this.living.splice(this.living.indexOf(ip), 1);
        return Promise.resolve();
      },
    };
  };

  private async read(ip: string, sequence: number, { onLine }: LineListener): Promise<void> {
    this.reading++;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.reading);
    await new Promise(setImmediate);
    this.reading--;
    onLine(`64 bytes from ${ip}: icmp_seq=${sequence} ttl=64 time=${this.rttMs} ms`, 'stdout');
  }
}
