import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

/** What jsdom lacks and the window's parts expect of a browser. */

// Asking for elements by their role takes jsdom long, and longer still on a busy machine.
vi.setConfig({ testTimeout: 30_000 });
configure({
  asyncUtilTimeout: 5000,
  // Nothing is hidden by style here (there are no styles), and looking for it takes most of the time.
  defaultHidden: true,
  // The whole document in a failure's message hides what failed.
  getElementError: (message) => new Error(message ?? 'no such element'),
});

vi.mock('uplot', () => ({ default: UplotStandIn }));

class UplotStandIn {
  static readonly pxRatio = 1;
  readonly root = document.createElement('div');
  readonly over = document.createElement('div');
  setCursor(): void {}
  setSelect(): void {}
  posToVal(): number {
    return 0;
  }
  valToPos(): number {
    return 0;
  }
  batch(change: () => void): void {
    change();
  }
  setData(): void {}
  setScale(): void {}
  setSeries(): void {}
  setSize(): void {}
  destroy(): void {}
}

class ResizeObserverStandIn implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

window.ResizeObserver = ResizeObserverStandIn;
window.scrollTo = () => undefined;
Object.defineProperty(document, 'fonts', { value: new EventTarget() });
window.matchMedia = (media) =>
  ({
    media,
    matches: false,
    onchange: null,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
    dispatchEvent: () => false,
  }) satisfies MediaQueryList;
Element.prototype.scrollIntoView = () => undefined;

afterEach(() => {
  cleanup();
  window.location.hash = '';
  window.sessionStorage.clear();
});
