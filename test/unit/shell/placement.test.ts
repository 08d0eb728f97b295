import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  minimumSize,
  placeWindow,
  type Rectangle,
  type WindowPlace,
} from '../../../main/shell/windows/placement';

const laptop: Rectangle = { x: 0, y: 28, width: 1440, height: 872 };
const beside: Rectangle = { x: 1440, y: 0, width: 1920, height: 1080 };
const last = (place: Partial<WindowPlace>): WindowPlace => ({
  x: 100,
  y: 100,
  width: 900,
  height: 600,
  maximized: false,
  ...place,
});

describe('where the window opens', () => {
  it('leaves the place to the system the first time', () => {
    expect(placeWindow(undefined, [laptop])).toEqual({ width: 1120, height: 780, maximized: false });
  });

  it('is where it was', () => {
    const place = last({ x: 1500, y: 40 });
    expect(placeWindow(place, [laptop, beside])).toEqual(place);
  });

  it('keeps its size, not its place, when that screen is gone', () => {
    const placed = placeWindow(last({ x: 1500, y: 40 }), [laptop]);
    expect(placed).toEqual({ width: 900, height: 600, maximized: false });
  });

  it('counts as gone when its title bar cannot be grasped', () => {
    expect(placeWindow(last({ y: -20 }), [laptop])).not.toHaveProperty('y');
    expect(placeWindow(last({ x: 1400 }), [laptop])).not.toHaveProperty('x');
  });

  it('fits a smaller screen', () => {
    const placed = placeWindow(last({ width: 3000, height: 2000 }), [laptop]);
    expect(placed).toMatchObject({ width: laptop.width, height: laptop.height });
  });

  it('is maximized again', () => {
    expect(placeWindow(last({ maximized: true }), [laptop]).maximized).toBe(true);
  });

  it('is never smaller than its least size, and has both coordinates or none', () => {
    const coordinate = fc.integer({ min: -5000, max: 5000 });
    const side = fc.integer({ min: 1, max: 5000 });
    const place = fc.record({
      x: coordinate,
      y: coordinate,
      width: side,
      height: side,
      maximized: fc.boolean(),
    });
    const areas = fc.array(fc.record({ x: coordinate, y: coordinate, width: side, height: side }));
    fc.assert(
      fc.property(fc.option(place, { nil: undefined }), areas, (was, screens) => {
        const placed = placeWindow(was, screens);
        expect(placed.width).toBeGreaterThanOrEqual(minimumSize.width);
        expect(placed.height).toBeGreaterThanOrEqual(minimumSize.height);
        expect('x' in placed).toBe('y' in placed);
      }),
    );
  });
});
