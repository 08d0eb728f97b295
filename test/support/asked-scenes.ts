import type { Page } from '@playwright/test';
import { answering, askedFor, failed, holdingNothing, onItsWay, pressedFor, whyFailed } from './asked-for';
import type { Scene } from './scene';

/** Whatever the window asks for: on its way, failed, and holding nothing. */

/** Of a question that is asked before, the button that answers it is the last. */
const pressing = (presses: readonly string[] = []) =>
  async function press(page: Page): Promise<void> {
    for (const name of presses) await page.getByRole('button', { name, exact: true }).last().click();
  };

const told = (page: Page, words: string | RegExp) =>
  page.getByText(words).or(page.getByLabel(words)).first().waitFor();

const drawn: readonly Scene[] = askedFor.flatMap((one) => {
  const { what, address, presses, loading, empty } = one;
  const press = pressing(presses);
  const scene = (how: string, fake: Scene['fake'], words: string | RegExp): Scene => ({
    name: `${what}, ${how}`,
    address,
    fake,
    async lead(page) {
      await press(page);
      await told(page, words);
    },
  });
  return [
    ...(loading === undefined ? [] : [scene('on its way', () => onItsWay(one), loading)]),
    scene('failed', () => failed(one), whyFailed),
    ...(empty === undefined
      ? []
      : [scene('holding nothing', () => holdingNothing(one, empty.answer), empty.words)]),
  ];
});

const pressed: readonly Scene[] = pressedFor.map((one) => ({
  name: `${one.call} that failed`,
  address: one.address,
  fake: () => failed(one),
  async lead(page) {
    await pressing(one.presses)(page);
    await told(page, whyFailed);
  },
}));

const stateGet = { call: 'state.get' } as const;

export const askedScenes: readonly Scene[] = [
  ...drawn,
  ...pressed,
  {
    name: 'a window that is opening',
    address: 'now',
    fake: () => answering(stateGet, () => new Promise<never>(() => undefined)),
  },
  { name: 'a window that cannot be opened', address: 'now', fake: () => failed(stateGet) },
];
