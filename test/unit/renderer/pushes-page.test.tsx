import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { failure, success } from '../../../main/outcome';
import { fakePush, summaryOf } from '../../support/fake-history';
import { makeFakeMain } from '../../support/fake-main';
import { openApp, saying } from '../../support/render-app';

const table = async () => within(await screen.findByRole('table'));
const openLinks = () => screen.getAllByLabelText(/^Open the push of/);

describe('the page Pushes', () => {
  it('lists a page of them, newest first, and older ones when asked', async () => {
    const fake = await openApp('pushes');
    await table();
    expect(openLinks()).toHaveLength(50);
    fireEvent.click(screen.getByRole('button', { name: 'Older' }));
    await waitFor(() => expect(openLinks()).toHaveLength(100));
    const oldest = fake.history.list({ limit: 50 }).at(-1)?.id;
    expect(fake.calls.at(-1)).toEqual({ name: 'pushes.list', input: { limit: 50, beforeId: oldest } });
    fireEvent.click(screen.getByRole('button', { name: 'Older' }));
    expect(await screen.findByText(/^These are the oldest pushes that are kept\./)).toBeTruthy();
  });

  it('shows a push as soon as it is over, if it fits the filter', async () => {
    const fake = await openApp('pushes?destination=team-a');
    await table();
    const before = openLinks().length;
    const pushOver = (destination: string) =>
      fake.emit('push', summaryOf(fake.history.add(fakePush(destination, Date.now(), 20))));
    await saying(() => pushOver('team-b'));
    expect(openLinks()).toHaveLength(before);
    await saying(() => pushOver('team-a'));
    expect(openLinks()).toHaveLength(before + 1);
    expect(openLinks()[0]?.getAttribute('href')).toBe('#/pushes/1121?destination=team-a');
  });

  it('keeps what fits the filter when the answer to an earlier one comes late', async () => {
    let answerAll = () => {};
    const made = makeFakeMain();
    const { history } = made;
    const fake = makeFakeMain({
      handlers: {
        'pushes.list': async (query) => {
          if (query.ok === undefined && query.beforeId === undefined)
            await new Promise<void>((resolve) => {
              answerAll = resolve;
            });
          return success({ pushes: history.list(query) });
        },
      },
    });
    await openApp('pushes', fake);
    fireEvent.click(screen.getByRole('radio', { name: 'Failed' }));
    await waitFor(() =>
      expect(screen.queryAllByText('Failed', { selector: 'td *' }).length).toBeGreaterThan(0),
    );
    await saying(() => answerAll());
    expect((await table()).queryByText('Delivered')).toBeNull();
  });

  it('does not add older ones of another filter', async () => {
    let answerOlder = () => {};
    const { history } = makeFakeMain();
    const fake = makeFakeMain({
      handlers: {
        'pushes.list': async (query) => {
          if (query.beforeId !== undefined)
            await new Promise<void>((resolve) => {
              answerOlder = resolve;
            });
          return success({ pushes: history.list(query) });
        },
      },
    });
    await openApp('pushes', fake);
    await table();
    fireEvent.click(screen.getByRole('button', { name: 'Older' }));
    fireEvent.click(screen.getByRole('radio', { name: 'Failed' }));
    await waitFor(async () => expect((await table()).queryByText('Delivered')).toBeNull());
    const before = openLinks().length;
    await saying(() => answerOlder());
    expect(openLinks()).toHaveLength(before);
  });

  it('shows a push that is over while the list is asked for', async () => {
    let answer = () => {};
    const { history } = makeFakeMain();
    const fake = makeFakeMain({
      handlers: {
        'pushes.list': async (query) => {
          const pushes = history.list(query);
          await new Promise<void>((resolve) => {
            answer = resolve;
          });
          return success({ pushes });
        },
      },
    });
    await openApp('pushes', fake);
    await waitFor(() => expect(fake.calls.some(({ name }) => name === 'pushes.list')).toBe(true));
    await saying(() => fake.emit('push', summaryOf(history.add(fakePush('team-a', Date.now(), 20)))));
    await saying(() => answer());
    await table();
    expect(openLinks()).toHaveLength(51);
  });

  it('does not grow without end while pushes go on', async () => {
    const fake = await openApp('pushes');
    await table();
    await saying(() => {
      for (let count = 0; count < 300; count += 1)
        fake.emit('push', summaryOf(fake.history.add(fakePush('team-a', Date.now(), 20))));
    });
    expect(openLinks()).toHaveLength(200);
    expect(openLinks()[0]?.getAttribute('href')).toBe('#/pushes/1419');
    fireEvent.click(screen.getByRole('button', { name: 'Older' }));
    await waitFor(() => expect(openLinks()).toHaveLength(250));
    await saying(() => fake.emit('push', summaryOf(fake.history.add(fakePush('team-a', Date.now(), 20)))));
    expect(openLinks()).toHaveLength(250);
  });

  it('tells a forwarded group from an own push by its grouping key', async () => {
    const fake = makeFakeMain();
    const push = fake.history.list({ limit: 1 })[0];
    if (!push) throw new Error('no push there');
    const url = 'http://gateway:9091/prefix/metrics/job/backup/path@base64/L3Zhcg';
    const written = { ...push, id: push.id + 1, url: 'http://prometheus:9090/api/v1/write' };
    const pushes = [{ ...push, url }, written];
    await openApp('pushes', makeFakeMain({ handlers: { 'pushes.list': () => success({ pushes }) } }));
    expect(await screen.findByText('job="backup", path="/var"')).toBeTruthy();
    expect(screen.getAllByText(/job="/)).toHaveLength(1);
  });

  it('filters by destination and outcome', async () => {
    const fake = await openApp('pushes');
    await table();
    fireEvent.click(screen.getByRole('radio', { name: 'Failed' }));
    await waitFor(() => expect(fake.calls.at(-1)?.input).toEqual({ limit: 50, ok: false }));
    fireEvent.change(screen.getByRole('combobox', { name: 'Destination' }), { target: { value: 'team-b' } });
    await waitFor(() =>
      expect(fake.calls.at(-1)?.input).toEqual({ limit: 50, ok: false, destination: 'team-b' }),
    );
    await waitFor(() => expect(openLinks()).toHaveLength(17));
    expect((await table()).queryByText('Delivered')).toBeNull();
  });

  it('says so when none fits, and leads back', async () => {
    await openApp('pushes?destination=lab');
    expect(await screen.findByText('No push fits these filters')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Show all pushes' }));
    expect(await screen.findByRole('table')).toBeTruthy();
  });

  it('says so while there is none at all', async () => {
    await openApp('pushes', makeFakeMain({ handlers: { 'pushes.list': () => success({ pushes: [] }) } }));
    expect(await screen.findByText('No pushes yet')).toBeTruthy();
  });

  it('says why they could not be read, and tries again', async () => {
    let broken = true;
    const fake = makeFakeMain({
      handlers: {
        'pushes.list': () =>
          broken ? failure('internal', 'The history is locked.') : success({ pushes: [] }),
      },
    });
    await openApp('pushes', fake);
    expect((await screen.findByRole('alert')).textContent).toContain('The history is locked.');
    broken = false;
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('No pushes yet')).toBeTruthy();
  });
});

describe('an open push', () => {
  it('shows what was sent and what came back', async () => {
    await openApp('pushes/1118');
    const push = within(await screen.findByRole('dialog', { name: /Push 1118/ }));
    expect(
      await push.findByText('PUT https://team-b.example.net/metrics/job/pushtray/instance/web1'),
    ).toBeTruthy();
    expect(push.getByText('instance="web1"')).toBeTruthy();
    expect(push.getByRole('region', { name: 'What was sent' }).textContent).toContain(
      'count_netstat_wait_connections 1240',
    );
    const back = push.getByRole('region', { name: 'What came back' });
    expect(back.textContent).toContain('Unauthorized');
    expect(back.querySelector('.exposition-name')).toBeNull();
  });

  it('says when the body was cut and when no answer came', async () => {
    const fake = makeFakeMain();
    const { id } = fake.history.add({ ...fakePush('team-a', Date.now(), 13), bodyCut: true });
    await openApp(`pushes/${id}`, fake);
    expect(await screen.findByText(/longer bodies are cut/)).toBeTruthy();
    expect(screen.getAllByText('No answer came.')).toHaveLength(2);
  });

  it('leads to its neighbours and closes', async () => {
    await openApp('pushes/1118');
    await screen.findByText('PUT https://team-b.example.net/metrics/job/pushtray/instance/web1');
    fireEvent.click(screen.getByRole('button', { name: 'Older push' }));
    expect(await screen.findByRole('dialog', { name: /Push 1117/ })).toBeTruthy();
    expect(window.location.hash).toBe('#/pushes/1117');
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(window.location.hash).toBe('#/pushes');
  });

  it('says so when it is no longer kept', async () => {
    await openApp('pushes/7');
    expect((await screen.findByRole('alert')).textContent).toContain('Push 7 is no longer kept.');
  });
});

describe('the inspector of a push', () => {
  it('shows the difference to the delivered push before', async () => {
    await openApp('pushes/1118');
    const difference = within(await screen.findByRole('region', { name: 'Difference to the push before' }));
    expect((await difference.findByRole('link')).getAttribute('href')).toBe('#/pushes/1115');
    expect(difference.getByText(/61 changed, 32 stayed/)).toBeTruthy();
    expect(
      difference.getByText('ping_rtt_mean_seconds{target="db",ip="10.0.4.12",ip_version="4"}'),
    ).toBeTruthy();
  });

  it('says so when there is none before', async () => {
    await openApp('pushes/1001');
    expect(await screen.findByText('No earlier push that this address accepted is kept.')).toBeTruthy();
  });

  it('pushes again after a question, and shows what became of it', async () => {
    const fake = await openApp('pushes/1118');
    fireEvent.click(await screen.findByRole('button', { name: 'Push again' }));
    const question = within(await screen.findByRole('dialog', { name: 'Push 1118 again?' }));
    expect(fake.calls.some(({ name }) => name === 'pushes.repeat')).toBe(false);
    fireEvent.click(question.getByRole('button', { name: 'Push again' }));
    expect(await screen.findByRole('dialog', { name: /Push 1120/ })).toBeTruthy();
    expect(fake.calls).toContainEqual({ name: 'pushes.repeat', input: { id: 1118 } });
  });

  it('says why a push could not be repeated', async () => {
    const handlers = { 'pushes.repeat': () => failure('not_possible', 'Its body was cut.') };
    await openApp('pushes/1118', makeFakeMain({ handlers }));
    fireEvent.click(await screen.findByRole('button', { name: 'Push again' }));
    const question = within(await screen.findByRole('dialog', { name: 'Push 1118 again?' }));
    fireEvent.click(question.getByRole('button', { name: 'Push again' }));
    expect(await screen.findByText('Its body was cut.')).toBeTruthy();
  });

  it('offers neither of a push whose body was cut', async () => {
    const fake = makeFakeMain();
    const { id } = fake.history.add({ ...fakePush('team-a', Date.now(), 12), bodyCut: true });
    await openApp(`pushes/${id}`, fake);
    await screen.findByText(/longer bodies are cut/);
    expect(screen.queryByRole('button', { name: 'Push again' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Copy as curl' })).toBeNull();
    expect(screen.getByText(/cannot be pushed again or copied as curl/)).toBeTruthy();
  });
});

describe('the way to Prometheus', () => {
  it('is followed for destinations whose Prometheus is known, each step with its age', async () => {
    const fake = await openApp('pushes');
    fireEvent.click(await screen.findByRole('button', { name: 'Follow a push to team-a' }));
    expect(screen.queryByRole('button', { name: 'Follow a push to team-b' })).toBeNull();
    const steps = (await screen.findByText('Measured')).closest('ol');
    expect(steps?.textContent).toMatch(/Measured.*\d\ss ago.*100\sms later.*Pushed.*3\.9\ss later.*Scraped/);
    expect(fake.calls).toContainEqual({ name: 'destination.verify', input: { destination: 'team-a' } });
  });

  it('says in words why it did not arrive', async () => {
    const handlers = { 'destination.verify': () => failure('not_seen', 'Prometheus has not seen it.') };
    await openApp('pushes', makeFakeMain({ handlers }));
    fireEvent.click(await screen.findByRole('button', { name: 'Follow a push to team-a' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Prometheus has not seen it.');
  });
});
