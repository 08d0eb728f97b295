import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useChartGroup } from '../../charts/chart-group';
import { colorsOf, useScheme } from '../../charts/colors';
import { px, silencePatterns } from '../../charts/silence-patterns';
import { useSeen } from '../../charts/use-seen';
import type { View } from '../../charts/view';
import { stripHeight, stripShapes } from './loss-strip-shapes';
import { paintStrips, type StripSheet, sheetOf } from './loss-strips-paint';
import type { Together } from './together-rows';

interface LossStripsProps {
  readonly table: RefObject<HTMLTableElement | null>;
  readonly together: Together;
}

/** The strips of all rows on one canvas over the table: they stay under the chart's lines with every frame while the view moves. */
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
  const sheet = useRef<StripSheet | undefined>(undefined);
  useEffect(() => {
    sheet.current = isSeen && places.width > 0 ? sheetOf(strips, places.tops) : undefined;
  }, [isSeen, strips, places]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other strips have another sheet
  useEffect(() => {
    const pen = canvas.current?.getContext('2d');
    const { current: drawn } = sheet;
    if (!pen || !drawn || !isSeen) return;
    const show = () => {
      const { atMs } = crosshair.getState();
      const x = (ms: number) => placeIn(view, ms) * places.width;
      paintStrips(
        pen,
        drawn,
        {
          ...places,
          scale: (x(made.toMs) - x(made.fromMs)) / columns,
          left: x(made.fromMs),
          crosshair: atMs === undefined ? undefined : x(atMs),
        },
        paint,
      );
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
interface Places {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly tops: readonly number[];
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

/** The canvas in its place, seen or not, with as many pixels as the screen has there. */
function lay(canvas: HTMLCanvasElement | null, { x, y, width, height }: Places): void {
  if (canvas === null) return;
  canvas.width = Math.round(width * px());
  canvas.height = Math.round(height * px());
  Object.assign(canvas.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
}
