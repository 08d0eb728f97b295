import { waitFor } from '@testing-library/react';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Mark } from '../../../main/contract/marks';
import { success } from '../../../main/outcome';
import { makeClient } from '../../../renderer/client/client';
import { makeSession } from '../../../renderer/state/session';
import { makeFakeMain } from '../../support/fake-main';

describe('what the window knows', () => {
  it('is told the time at once when the window comes back into sight', async () => {
    let nowMs = 1_760_000_000_000;
    const fake = makeFakeMain({ nowMs });
    const session = makeSession(makeClient(fake), () => nowMs);
    onTestFinished(session.start());
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    onTestFinished(() => hidden.mockRestore());
    nowMs += 3_600_000;
    document.dispatchEvent(new Event('visibilitychange'));
    expect(session.store.getState().nowMs).toBe(nowMs - 3_600_000);
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(session.store.getState().nowMs).toBe(nowMs);
  });

  it('keeps the marks that were asked for last when an earlier answer comes late', async () => {
    const answers: ((marks: readonly Mark[]) => void)[] = [];
    const fake = makeFakeMain({
      handlers: {
        'marks.list': () =>
          new Promise((resolve) => {
            answers.push((marks) => resolve(success({ marks: [...marks] })));
          }),
      },
    });
    const session = makeSession(makeClient(fake));
    onTestFinished(session.start());
    await waitFor(() => expect(answers).toHaveLength(1));
    fake.change({ settings: { ...fake.state().settings, monitoring: false } });
    await waitFor(() => expect(answers).toHaveLength(2));
    const paused: Mark = { atMs: Date.now(), kind: 'paused' };
    answers[1]?.([paused]);
    await waitFor(() => expect(session.store.getState().recent.marks).toEqual([paused]));
    answers[0]?.([]);
    await new Promise((resolve) => setTimeout(resolve));
    expect(session.store.getState().recent.marks).toEqual([paused]);
  });
});
