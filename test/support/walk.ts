import { expect, type Page } from '@playwright/test';

/** What a walk around a page by Tab alone found, by name. */
interface Walk {
  /** Had the focus and did not show it. */
  readonly unseen: readonly string[];
  /** Can be pressed or filled in, and never had the focus. */
  readonly unreached: readonly string[];
  /** How many had it. */
  readonly reached: number;
}

/** More than the longest page has. */
const mostTabs = 400;

/** By Tab alone everything on the page, or in the panel before it, is reached and shows its focus. */
export async function expectWalked(page: Page): Promise<void> {
  const { reached, ...faults } = await walk(page);
  expect(faults).toEqual({ unseen: [], unreached: [] });
  expect(reached).toBeGreaterThan(1);
}

/** Goes once around. */
async function walk(page: Page): Promise<Walk> {
  await page.evaluate(beginWalk);
  const unseen = new Set<string>();
  let reached = 0;
  let turns = 0;
  for (let tabs = 0; tabs < mostTabs && turns < 3; tabs += 1) {
    await page.keyboard.press('Tab');
    const step = await page.evaluate(lookAtFocus);
    // The end of the page: it goes on at its beginning.
    if (step === 'nothing') turns += 1;
    // A time has a place for each of its parts.
    else if (step === 'the same') continue;
    else if (step === 'seen before') break;
    else {
      reached += 1;
      if (!step.isSeen) unseen.add(step.name);
    }
  }
  return { unseen: [...unseen], unreached: await page.evaluate(endWalk), reached };
}

interface Walked {
  /** All that is to have the focus. */
  wanted: Element[];
  had: Set<Element>;
  last?: Element;
}

/** Runs in the page, as those below do. */
function beginWalk(): void {
  const open = [...document.querySelectorAll('[role=dialog][aria-modal=true]')].at(-1) ?? document.body;
  const pressable = 'a[href], button, input, select, textarea, summary, [role=button], [tabindex="0"]';
  const isThere = (element: Element) =>
    element.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true }) &&
    !element.matches(':disabled, [type=file], [role=menu] *') &&
    element.closest('[inert], [aria-hidden=true]') === null;
  const wanted = [...open.querySelectorAll(pressable)].filter(isThere);
  Object.assign(window, { walked: { wanted, had: new Set() } satisfies Walked });
}

/** Switches and radios show the focus at what is drawn in their place, which stands after them; a link over a whole row shows it around the row. */
function lookAtFocus(): 'nothing' | 'the same' | 'seen before' | { name: string; isSeen: boolean } {
  const { walked } = window as unknown as { walked: Walked };
  const { activeElement: focused, body } = document;
  if (focused === null || focused === body) return 'nothing';
  if (walked.last === focused) return 'the same';
  if (walked.had.has(focused)) return 'seen before';
  walked.last = focused;
  walked.had.add(focused);
  const isOutlined = (element: Element, part?: string) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element, part);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
  };
  const isShown = (element: Element) => {
    const { top, bottom, left, right } = element.getBoundingClientRect();
    const isInSight = bottom > 0 && top < window.innerHeight && right > 0 && left < window.innerWidth;
    return isInSight && (isOutlined(element) || isOutlined(element, '::after'));
  };
  const places = [focused, focused.nextElementSibling].filter((element) => element !== null);
  const name = `${focused.tagName} ${focused.getAttribute('aria-label') ?? focused.textContent?.slice(0, 40)}`;
  return { name, isSeen: places.some(isShown) };
}

/** Of radios of one name one alone is met by Tab; arrows lead to the others. */
function endWalk(): readonly string[] {
  const { walked } = window as unknown as { walked: Walked };
  const wasMet = (element: Element) =>
    walked.had.has(element) ||
    (element instanceof HTMLInputElement &&
      element.type === 'radio' &&
      [...walked.had].some((one) => one instanceof HTMLInputElement && one.name === element.name));
  return walked.wanted
    .filter((element) => element.isConnected && !wasMet(element))
    .map((element) => {
      const words = element.getAttribute('aria-label') ?? element.textContent?.slice(0, 40) ?? '';
      return `${element.tagName} ${words || element.id || element.className}`;
    });
}
