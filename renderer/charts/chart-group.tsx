import { createContext, type KeyboardEvent, type ReactNode, useContext, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Mark } from '../../main/contract/marks';
import { useNow } from '../state/session-context';
import { useTexts } from '../texts/texts';
import { type CrosshairStore, makeCrosshair, pointAt } from './crosshair';
import type { Span } from './spans';
import { type Look, moved, type View, viewOf, within, zoomed } from './view';
import './chart-colors.css';
import './charts.css';

/** What the charts of one page have in common. */
export interface ChartGroupState {
  readonly view: View;
  readonly crosshair: CrosshairStore;
  readonly silences: readonly Span[];
  readonly marks: readonly Mark[];
  readonly setLook: (look: Look) => void;
}

const ChartGroupContext = createContext<ChartGroupState | undefined>(undefined);

export function useChartGroup(): ChartGroupState {
  const group = useContext(ChartGroupContext);
  if (!group) throw new Error('no ChartGroup above');
  return group;
}

/** Alone it never changes: who needs no more is not rendered anew while the view moves. */
const CrosshairContext = createContext<CrosshairStore | undefined>(undefined);

export function useCrosshairStore(): CrosshairStore {
  const crosshair = useContext(CrosshairContext);
  if (!crosshair) throw new Error('no ChartGroup above');
  return crosshair;
}

/** The moment that is looked at, as it moves. */
export function useCrosshair(): number | undefined {
  return useStore(useCrosshairStore(), ({ atMs }) => atMs);
}

/** What is looked at now; a range that ends now goes on with the time. The same object as long as it is the same stretch. */
export function useView(look: Look): View {
  const { fromMs, toMs } = viewOf(look, useNow());
  return useMemo(() => ({ fromMs, toMs }), [fromMs, toMs]);
}

interface StillChartsProps {
  readonly view: View;
  readonly silences: readonly Span[];
  readonly marks: readonly Mark[];
  /** A stretch that was marked by a drag: where it is shown is for the page to say. */
  readonly onZoom: (view: View) => void;
  readonly children: ReactNode;
}

/** Charts that always show what they show. */
export function StillCharts({ view, silences, marks, onZoom, children }: StillChartsProps) {
  const [crosshair] = useState(makeCrosshair);
  const setLook = (look: Look) => {
    if (!('range' in look)) onZoom(look);
  };
  return <Shared group={{ view, crosshair, silences, marks, setLook }}>{children}</Shared>;
}

function Shared({ group, children }: { readonly group: ChartGroupState; readonly children: ReactNode }) {
  return (
    <CrosshairContext.Provider value={group.crosshair}>
      <ChartGroupContext.Provider value={group}>{children}</ChartGroupContext.Provider>
    </CrosshairContext.Provider>
  );
}

interface ChartGroupProps {
  readonly label: string;
  readonly view: View;
  readonly silences: readonly Span[];
  readonly marks: readonly Mark[];
  readonly setLook: (look: Look) => void;
  /** Where a reset leads. */
  readonly home: Look;
  readonly children: ReactNode;
}

/** Charts over the same stretch of time: one crosshair, one zoom, one set of keys. */
export function ChartGroup(props: ChartGroupProps) {
  const { label, view, silences, marks, setLook, home, children } = props;
  const { charts } = useTexts();
  const nowMs = useNow();
  const [crosshair] = useState(makeCrosshair);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const done = answerKey(event, { view, nowMs, crosshair, setLook, home });
    if (done) event.preventDefault();
  };
  return (
    <Shared group={{ view, crosshair, silences, marks, setLook }}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields of a form */}
      <div
        role="group"
        className="chart-group"
        aria-label={label}
        aria-description={charts.keys}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: charts are moved by keys
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {children}
      </div>
    </Shared>
  );
}

interface Keyed {
  readonly view: View;
  readonly nowMs: number;
  readonly crosshair: CrosshairStore;
  readonly setLook: (look: Look) => void;
  readonly home: Look;
}

/** One press of an arrow moves by a tenth of what is seen; with Shift the crosshair goes instead. */
function answerKey({ key, shiftKey }: KeyboardEvent, keyed: Keyed): boolean {
  const { view, nowMs, crosshair, setLook, home } = keyed;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowRight': {
      const sign = key === 'ArrowLeft' ? -1 : 1;
      if (shiftKey) stepCrosshair(crosshair, view, sign);
      else setLook(moved(view, sign / 10, nowMs));
      return true;
    }
    case '+':
    case '=':
      setLook(within(zoomed(view, 1 / 2, crosshair.getState().atMs), nowMs));
      return true;
    case '-':
      setLook(within(zoomed(view, 2, crosshair.getState().atMs), nowMs));
      return true;
    case '0':
    case 'Home':
      setLook(home);
      return true;
    case 'Escape':
      pointAt(crosshair, undefined);
      return true;
    default:
      return false;
  }
}

function stepCrosshair(crosshair: CrosshairStore, { fromMs, toMs }: View, sign: number): void {
  const stepMs = (toMs - fromMs) / 120;
  const { atMs = sign < 0 ? toMs : fromMs } = crosshair.getState();
  pointAt(crosshair, Math.min(toMs, Math.max(fromMs, atMs + sign * stepMs)));
}
