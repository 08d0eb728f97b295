import type { Format } from '../../main/texts/format';
import type { Texts } from '../../main/texts/texts';
import type { ChartGroupState } from './chart-group';
import type { LooseRows } from './columns';

/** How one line of a chart looks. Colours are names of tokens, `--chart`. */
export interface LineLook {
  readonly color: string;
  /** In pixels; 0 is not drawn, as the edge of a shade. */
  readonly width: number;
  /** What lies between this line and `down`: another line's place in the list, or zero. */
  readonly shade?: { readonly color: string; readonly down: number | 'zero' };
}

/** The one line of a chart, with what lies below it. */
export const onlyLine: readonly LineLook[] = [
  { color: '--chart', width: 1.4, shade: { color: '--chart-shade', down: 'zero' } },
];

/** Bars from the ground up, as high as the share of `full` that the line's value is; the line itself is not drawn. */
export interface BarLook {
  readonly line: number;
  readonly color: string;
  readonly full: number;
  /** What a bar is filled with that stands behind the lines, so as not to hide them; `color` is then that of its edge and its foot. */
  readonly shade?: string;
}

export interface PlotLook {
  readonly lines: readonly LineLook[];
  readonly bars?: readonly BarLook[];
  /** The highest value that has room. */
  readonly top: number;
  /** Where a logarithmic axis begins; without it the axis goes evenly up from zero. */
  readonly bottom?: number | undefined;
  readonly hasTimeAxis?: boolean;
  /** Whether the reason of a silence is written into it. */
  readonly namesSilences?: boolean;
  readonly formatAxis: (value: number, step: number) => string;
}

export interface PlotSource extends PlotLook {
  readonly rows: LooseRows;
  readonly group: ChartGroupState;
  readonly format: Format;
  readonly words: Texts['charts'];
}

export type Latest = { readonly current: PlotSource };
