import { createStore, type StoreApi } from 'zustand/vanilla';

/** The moment that is looked at, the same in all charts of a page; absent while none is. */
export interface Crosshair {
  readonly atMs?: number;
}

export type CrosshairStore = StoreApi<Crosshair>;

export function makeCrosshair(): CrosshairStore {
  return createStore<Crosshair>(() => ({}));
}

export function pointAt(store: CrosshairStore, atMs: number | undefined): void {
  store.setState(atMs === undefined ? {} : { atMs }, true);
}
