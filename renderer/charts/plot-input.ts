import type uPlot from 'uplot';
import { type CrosshairStore, pointAt } from './crosshair';
import type { Latest } from './plot-look';
import { px } from './silence-patterns';
import { type Look, type View, within, zoomed } from './view';

/** What a pointer does over a chart, but for the drag that uplot knows itself. The answer ends it. */
export function listenToPointer(plot: uPlot, latest: Latest): () => void {
  const { over } = plot;
  const { crosshair } = latest.current.group;
  const onMove = ({ offsetX }: MouseEvent) => pointAt(crosshair, plot.posToVal(offsetX, 'x') * 1000);
  const onLeave = () => pointAt(crosshair, undefined);
  const onWheel = (event: WheelEvent) => answerWheel(event, plot, latest);
  over.addEventListener('mousemove', onMove);
  over.addEventListener('mouseleave', onLeave);
  over.addEventListener('wheel', onWheel, { passive: false });
  return () => {
    over.removeEventListener('mousemove', onMove);
    over.removeEventListener('mouseleave', onLeave);
    over.removeEventListener('wheel', onWheel);
  };
}

/** Sideways wheels and Shift move, Ctrl zooms around the pointer; a plain wheel scrolls the page. */
function answerWheel(event: WheelEvent, plot: uPlot, latest: Latest): void {
  const { view, setLook } = latest.current.group;
  const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
  const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
  if (!event.ctrlKey && !isSideways) return;
  event.preventDefault();
  if (event.ctrlKey) {
    const atMs = plot.posToVal(event.offsetX, 'x') * 1000;
    setLook(within(zoomed(view, 1.002 ** event.deltaY, atMs), Date.now()));
  } else {
    setLook(shifted(view, sideways / widthOf(plot)));
  }
}

/** A drag with Shift held takes the time along; without it, it selects what to zoom to. */
export function panOnShift(latest: Latest): uPlot.Cursor.MouseListenerFactory {
  return (plot, _target, select) => (event) => {
    if (!event.shiftKey) return select(event) ?? null;
    event.preventDefault();
    const { view, setLook } = latest.current.group;
    const move = ({ clientX }: MouseEvent) =>
      setLook(shifted(view, (event.clientX - clientX) / widthOf(plot)));
    const end = () => {
      window.removeEventListener('mousemove', move);
      window.removeEventListener('mouseup', end);
    };
    window.addEventListener('mousemove', move);
    window.addEventListener('mouseup', end);
    return null;
  };
}

/** CSS pixels, as uplot knows them: asking the page would lay it out once more with each frame. */
function widthOf({ bbox }: uPlot): number {
  return bbox.width / px();
}

function shifted({ fromMs, toMs }: View, share: number): Look {
  const byMs = (toMs - fromMs) * share;
  return within({ fromMs: fromMs + byMs, toMs: toMs + byMs }, Date.now());
}

/** Shows the crosshair of the group wherever it was set. The answer ends it. */
export function followCrosshair(plot: uPlot, crosshair: CrosshairStore): () => void {
  return crosshair.subscribe(() => showCrosshair(plot, crosshair));
}

/** Where its moment is now: the view may have moved on below it. */
export function showCrosshair(plot: uPlot, crosshair: CrosshairStore): void {
  const { atMs } = crosshair.getState();
  const left = atMs === undefined ? -10 : plot.valToPos(atMs / 1000, 'x');
  plot.setCursor({ left, top: left < 0 ? -10 : 0 }, false);
}
