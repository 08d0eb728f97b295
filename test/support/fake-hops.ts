import { PathProber, type PathQuery } from '../../main/collectors/path/path';
import { failure, success } from '../../main/outcome';
import type { FollowProcess } from '../../main/platform/line-process';
import { FakeClock } from './fake-clock';
import type { FakeRun } from './fake-ping';
import { recordedRun } from './recorded-run';

interface FakeHopsOptions {
  readonly platform?: NodeJS.Platform;
  readonly answerAfterMs?: number;
}

/** Ping with rising time to live, played from recordings: one for each hop; those beyond are silent. */
export class FakeHops {
  readonly clock = new FakeClock();
  readonly ttls: number[] = [];
  /** Of those that were ended before they said all they had to say. */
  readonly endedTtls: number[] = [];
  /** When the packet that counts leaves. */
  readonly probesAtMs: number[] = [];
  readonly prober: PathProber;

  constructor(
    private readonly runs: readonly FakeRun[],
    private readonly options: FakeHopsOptions = {},
  ) {
    const { platform = 'linux' } = options;
    this.prober = new PathProber({ platform, procRoot: '/proc', clock: this.clock, follow: this.follow });
  }

  ask(query: PathQuery) {
    return this.prober.probe(query);
  }

  async probe(query: PathQuery) {
    const [found] = await this.settle([this.ask(query)]);
    if (!found) throw new Error('nothing was asked');
    return found;
  }

  /** Lets time pass until all is there. */
  async settle<T>(asked: readonly Promise<T>[]): Promise<T[]> {
    let isThere = false;
    const all = Promise.all(asked).finally(() => {
      isThere = true;
    });
    while (!isThere) await this.clock.advance(50);
    return all;
  }

  private readonly follow: FollowProcess = ({ args }, listener) => {
    const { platform = 'linux', answerAfterMs = 5 } = this.options;
    const ttl = Number(args[args.indexOf(platform === 'win32' ? '-i' : '-t') + 1]);
    this.ttls.push(ttl);
    this.probesAtMs.push(this.clock.monotonicMs() + (platform === 'linux' ? 1_000 : 0));
    let isOver = false;
    const end = (how: Parameters<typeof listener.onEnd>[0]) => {
      if (!isOver) listener.onEnd(how);
      isOver = true;
    };
    const played = play(this.runs[ttl - 1]);
    this.clock.after('notStarted' in played ? 0 : answerAfterMs, () => {
      if (isOver) return;
      if ('notStarted' in played) return end(failure(played.notStarted, 'The program did not start.'));
      for (const line of lines(played.stdout)) listener.onLine(line, 'stdout');
      for (const line of lines(played.stderr)) listener.onLine(line, 'stderr');
      end(success(played.exitCode));
    });
    return {
      pause() {},
      resume: () => Promise.resolve(),
      end: () => {
        if (!isOver) this.endedTtls.push(ttl);
        end(success(undefined));
        return Promise.resolve();
      },
    };
  };
}

function play(run: FakeRun = 'iputils/hop-silent') {
  if (typeof run === 'string') return recordedRun(run);
  return { stdout: '', stderr: '', ...run };
}

function lines(text = ''): string[] {
  return text.split('\n').filter((line) => line !== '');
}
