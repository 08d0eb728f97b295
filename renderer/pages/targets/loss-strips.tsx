import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useChartGroup } from '../../charts/chart-group';
import { colorsOf, useScheme } from '../../charts/colors';
import { silencePatterns } from '../../charts/silence-patterns';
import { useSeen } from '../../charts/use-seen';
import type { View } from '../../charts/view';
import { stripHeight, stripShapes } from './loss-strip-shapes';
import { giveSize, pictureOf, type StripsFrame, showPicture } from './loss-strips-paint';
import type { Together } from './together-rows';

interface LossStripsProps {
  readonly table: RefObject<HTMLTableElement | null>;
  readonly together: Together;
}

/**
 * The strips of all rows on one canvas over the table. They are painted once; while the view moves, their picture is moved under the
 * chart's lines with every frame.
 */
export function LossStrips({ table, together }: LossStripsProps) {
  const { rows, view: made, columns } = together;
  const { view, crosshair } = useChartGroup();
  const scheme = useScheme();
  const canvas = useRef<HTMLCanvasElement>(null);
  const isSeen = useSeen(canvas);
  const strips = useMemo(
    () => rows.map(({ trace }) => stripShapes(trace, { view: made, width: columns, height: stripHeight })),
    [rows, made, columns],
  );
  const places = usePlaces(table, rows.length);
  // biome-ignore lint/correctness/useExhaustiveDependencies: colours are read anew when the scheme changes
  const paint = useMemo(() => {
    const color = colorsOf(table.current ?? document.body);
    return { color, pattern: silencePatterns(color) };
  }, [table, scheme]);
  useLayoutEffect(() => lay(canvas.current, places), [places]);
  const picture = useRef<HTMLCanvasElement | undefined>(undefined);
  useEffect(() => {
    const isShown = isSeen && places.width > 0;
    picture.current = isShown ? pictureOf({ strips, columns }, places, paint) : undefined;
  }, [isSeen, strips, columns, places, paint]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other strips, and other colours, have another picture
  useEffect(() => {
    const show = () => {
      const { atMs } = crosshair.getState();
      if (canvas.current === null || picture.current === undefined) return;
      const place = {
        from: placeIn(view, made.fromMs),
        to: placeIn(view, made.toMs),
        crosshair: atMs === undefined ? undefined : placeIn(view, atMs),
      };
      showPicture(canvas.current, picture.current, place, { ...places, ...paint });
    };
    show();
    return crosshair.subscribe(show);
  }, [isSeen, places, strips, made, columns, view, crosshair, paint]);
  return <canvas ref={canvas} className="loss-strips" />;
}

/** From 0 to 1 for what is seen. */
function placeIn({ fromMs, toMs }: View, atMs: number): number {
  return (atMs - fromMs) / (toMs - fromMs);
}

/** CSS pixels, from the table's corner; `tops` from the first of them. */
interface Places extends StripsFrame {
  readonly x: number;
  readonly y: number;
}

const nowhere: Places = { x: 0, y: 0, width: 0, height: 0, tops: [] };

/** Where the rows have room for their strips. */
function usePlaces(table: RefObject<HTMLTableElement | null>, rows: number): Places {
  const [places, setPlaces] = useState(nowhere);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a row more moves those below it
  useLayoutEffect(() => {
    const { current } = table;
    if (current === null) return;
    const measure = () => setPlaces(placesOf(current));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [table, rows]);
  return places;
}

function placesOf(table: HTMLTableElement): Places {
  const corner = table.getBoundingClientRect();
  const boxes = [...table.querySelectorAll('.strip-box')].map((box) => box.getBoundingClientRect());
  const [first] = boxes;
  const last = boxes.at(-1);
  if (!first || !last) return nowhere;
  return {
    x: first.left - corner.left,
    y: first.top - corner.top,
    width: first.width,
    height: last.bottom - first.top,
    tops: boxes.map(({ top }) => top - first.top),
  };
}

/** The canvas in its place, seen or not. */
function lay(canvas: HTMLCanvasElement | null, places: Places): void {
  if (canvas === null) return;
  const { x, y, width, height } = places;
  giveSize(canvas, places);
  Object.assign(canvas.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
}
