import { act, render, screen } from '@testing-library/react';
import { Profiler, type ReactNode } from 'react';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Sparkline } from '../../../renderer/charts/sparkline';
import { makeClient } from '../../../renderer/client/client';
import { PushTable } from '../../../renderer/pages/pushes/push-table';
import { makeSession } from '../../../renderer/state/session';
import { SessionProvider, useNow } from '../../../renderer/state/session-context';
import { useFormat } from '../../../renderer/texts/texts';
import { makeFakeMain } from '../../support/fake-main';

const midnightMs = new Date(2026, 2, 21).getTime();
const noonMs = midnightMs + 12 * 3_600_000;

/** Draws something over a session whose clock is moved by hand; counts how often it is drawn. */
function drawn(child: ReactNode) {
  const session = makeSession(makeClient(makeFakeMain()), () => noonMs);
  let count = 0;
  render(
    <SessionProvider session={session}>
      <Profiler id="drawn" onRender={() => (count += 1)}>
        {child}
      </Profiler>
    </SessionProvider>,
  );
  const before = count;
  return {
    more: () => count - before,
    goTo: (nowMs: number) => act(async () => session.store.setState({ nowMs })),
  };
}

describe('what is drawn with the clock', () => {
  it('is a line of the last minutes only when it moves on by a column', async () => {
    const points = [{ atMs: noonMs - 5000, rttSeconds: 0.01 }];
    const { more, goTo } = drawn(<Sparkline points={points} intervalMs={5000} isOff={false} />);
    await goTo(noonMs + 1000);
    await goTo(noonMs + 2000);
    expect(more()).toBe(0);
    await goTo(noonMs + 3000);
    expect(more()).toBe(1);
  });

  it('is a list of pushes only when another day begins', async () => {
    const pushes = makeFakeMain({ nowMs: noonMs }).history.list({ limit: 50 });
    const filter = { destination: '', outcome: '' } as const;
    const { more, goTo } = drawn(<PushTable pushes={pushes} filter={filter} />);
    for (let second = 1; second <= 60; second += 1) await goTo(noonMs + 1000 * second);
    expect(more()).toBe(0);
    await goTo(midnightMs + 25 * 3_600_000);
    expect(more()).toBeGreaterThan(0);
    expect(screen.getAllByText(/^21 Mar /).length).toBeGreaterThan(0);
  });
});

function Clock() {
  useNow();
  return <time>{useFormat().clock(noonMs)}</time>;
}

it('is written in the time zone of the moment', async () => {
  const { TZ: zone } = process.env;
  onTestFinished(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });
  process.env['TZ'] = 'UTC';
  const { goTo } = drawn(<Clock />);
  const [hours = 0] = (screen.getByText(/:/).textContent ?? '').split(':').map(Number);
  process.env['TZ'] = 'Asia/Kolkata';
  await goTo(noonMs + 1000);
  expect(screen.getByText(/:/).textContent).toBe(`${String((hours + 5) % 24).padStart(2, '0')}:30:00`);
});
