import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Finding } from '../../../main/contract/verdict';
import { success } from '../../../main/outcome';
import { en } from '../../../main/texts/en';
import { cannedVerdicts, verdictFrom } from '../../support/canned-verdict';
import { makeFakeMain } from '../../support/fake-main';
import { openApp, saying } from '../../support/render-app';

/** What those who listen are told from now on. */
function listen(): readonly string[] {
  const told: string[] = [];
  const observer = new MutationObserver((changes) => {
    for (const { target } of changes) {
      const element = target instanceof Element ? target : target.parentElement;
      const region = element?.closest('[aria-live], [role="status"], [role="alert"]');
      if (region && region.getAttribute('aria-live') !== 'off') told.push(element?.textContent ?? '');
    }
  });
  observer.observe(document.body, { characterData: true, childList: true, subtree: true });
  onTestFinished(() => observer.disconnect());
  return told;
}

const agoes = () => screen.getAllByText(/ ago$/, { selector: '.way-answer time, .verify-result time' });

async function afterATick(): Promise<void> {
  const before = agoes().map(({ textContent }) => textContent);
  await waitFor(() => expect(agoes().map(({ textContent }) => textContent)).not.toEqual(before));
}

describe('those who listen', () => {
  it('are told once that a push arrived, not its age with every second', async () => {
    await openApp('destinations');
    fireEvent.click(screen.getByRole('button', { name: en.destinations.verifyOne('team-a') }));
    await waitFor(() => expect(agoes().length).toBeGreaterThan(0));
    const told = listen();
    await afterATick();
    expect(told).toEqual([]);
  });

  it('are told the way of a push once', async () => {
    await openApp('pushes');
    fireEvent.click(screen.getByRole('button', { name: en.pushes.followOne('team-a') }));
    await waitFor(() => expect(agoes().length).toBeGreaterThan(0));
    const told = listen();
    await afterATick();
    expect(told).toEqual([]);
  });

  it('are told the verdict when something else is the matter, not with every figure', async () => {
    const lossy = (lossRatio: number): Finding => ({
      code: 'router_loss',
      level: 'failing',
      sinceMs: Date.now() - 60_000,
      values: { targets: ['router'], of: 1, medium: 'wifi', lossRatio, beyond: 'fine' },
      evidence: [],
    });
    const fake = await openApp('now', makeFakeMain({ state: { verdict: verdictFrom(lossy(0.12)) } }));
    const verdict = within(screen.getByRole('region', { name: en.now.verdict }));
    const told = listen();
    await saying(() => fake.change({ verdict: verdictFrom(lossy(0.14)) }));
    await verdict.findByRole('heading', { name: /14\s% loss/ });
    expect(told).toEqual([]);
    await saying(() => fake.change({ verdict: cannedVerdicts.trouble }));
    await verdict.findByRole('heading', { name: /^Target db is down/ });
    expect(verdict.getByRole('status').textContent).toBe('Trouble: Target db is down, others fine');
  });

  it('are told where loss on the way begins, not how much of it there is at each round', async () => {
    let rounds = 0;
    const probe = () => {
      rounds += 1;
      const hop = { ttl: 1, ip: '10.0.0.1', rttSeconds: 0.001 };
      const end = rounds % 2 === 0 ? { ttl: 2 } : { ttl: 2, ip: '10.0.0.2', rttSeconds: 0.002 };
      return success({ atMs: Date.now(), ip: '10.0.0.2', hops: [hop, end], reached: true });
    };
    await openApp('targets/api', makeFakeMain({ handlers: { 'path.probe': probe } }));
    fireEvent.click(await screen.findByRole('button', { name: en.path.start }));
    const said = () => document.querySelector('.path-words p')?.textContent ?? '';
    await waitFor(() => expect(said()).toMatch(/50\s%/));
    const told = listen();
    await waitFor(() => expect(said()).not.toMatch(/50\s%/));
    expect(told).toEqual([]);
  });
});
