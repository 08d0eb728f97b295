import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallOutput } from '../../main/contract/contract';
import type { Mark } from '../../main/contract/marks';
import { type Failure, type Outcome, success } from '../../main/outcome';
import type { View } from '../charts/view';
import type { Client } from '../client/client';
import { useClient } from './session-context';

export interface SeriesQuery {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly reduce: 'min' | 'mean' | 'max';
}

export type QueriedSeries = CallOutput<'samples.query'>['series'];
export type Queries<K extends string> = Readonly<Record<K, SeriesQuery>>;

export interface HistoryAnswer<K extends string> {
  readonly series: Readonly<Record<K, QueriedSeries>>;
  readonly marks: readonly Mark[];
  /** Why there are no marks. */
  readonly marksFailure: Failure | undefined;
  /** Of what was measured before or later nothing is in it. */
  readonly known: View;
}

interface HistoryState<K extends string> {
  /** The last one; of an earlier view as long as the next is under way. */
  readonly answer: HistoryAnswer<K> | undefined;
  readonly failure: Failure | undefined;
  readonly again: () => void;
}

/** Steps that each series is reduced to: enough for a point in nearly every pixel column of a wide window. */
const pointsASeries = 1440;
/** While somebody drags or turns a wheel, history is not asked for every place on the way. */
const settleMs = 120;
const fewestMs = 2000;

/**
 * What history holds of a stretch of time, asked for anew as it moves on, about once a pixel column. `queries` must stay the same object
 * while they mean the same; of each series that fits there are at most `maxPoints`.
 */
export function useHistory<K extends string>(
  queries: Queries<K>,
  { fromMs, toMs }: View,
  intervalMs: number,
  maxPoints = pointsASeries,
): HistoryState<K> {
  const client = useClient();
  const [answer, setAnswer] = useState<{ of: Queries<K>; value: HistoryAnswer<K> } | undefined>();
  const [problem, setProblem] = useState<Failure | undefined>();
  const [tries, setTries] = useState(0);
  const again = useCallback(() => setTries((count) => count + 1), []);
  const stepMs = Math.max(fewestMs, intervalMs, (toMs - fromMs) / 300);
  const asked = useRef({ fromMs, toMs });
  asked.current = { fromMs, toMs };
  const key = `${tries} ${toMs - fromMs} ${Math.floor(toMs / stepMs)}`;
  const isFirst = answer?.of !== queries;

  const turns = useRef({ asked: 0, shown: 0 });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the view, which moves more often
  useEffect(() => {
    const ask = async () => {
      turns.current.asked += 1;
      const turn = turns.current.asked;
      const read = await readHistory(client, queries, { ...asked.current, maxPoints });
      // An answer that was overtaken says nothing new; a slow one is better than none.
      if (turn < turns.current.shown) return;
      turns.current.shown = turn;
      setProblem(read.ok ? undefined : read.error);
      if (read.ok) setAnswer({ of: queries, value: read.value });
    };
    const timer = setTimeout(() => void ask(), isFirst ? 0 : settleMs);
    return () => clearTimeout(timer);
  }, [client, queries, maxPoints, key]);

  return { answer: isFirst ? undefined : answer.value, failure: problem, again };
}

async function readHistory<K extends string>(
  client: Client,
  queries: Queries<K>,
  { fromMs, toMs, maxPoints }: View & { readonly maxPoints: number },
): Promise<Outcome<HistoryAnswer<K>>> {
  const atMs = Date.now();
  const range = { fromMs: Math.floor(fromMs), toMs: Math.ceil(toMs) };
  const names = Object.keys(queries) as K[];
  const [marks, ...answers] = await Promise.all([
    client.call('marks.list', range),
    ...names.map((name) => client.call('samples.query', { ...queries[name], ...range, maxPoints })),
  ]);
  for (const one of answers) if (!one.ok) return one;
  const series = Object.fromEntries(
    names.map((name, index) => {
      const found = answers[index];
      return [name, found?.ok ? found.value.series : []];
    }),
  ) as unknown as Record<K, QueriedSeries>;
  // Charts without their marks are better than none.
  return success({
    series,
    marks: marks.ok ? marks.value.marks : [],
    marksFailure: marks.ok ? undefined : marks.error,
    known: { ...range, toMs: Math.min(range.toMs, atMs) },
  });
}
