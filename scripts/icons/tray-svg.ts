export const trayStates = ['ok', 'trouble', 'failing', 'paused'] as const;
export type TrayState = (typeof trayStates)[number];

/** What stands above the tray: shapes that differ without colour. On a grid of 16, so that 16 and 32 pixels are sharp. */
const glyphs: Readonly<Record<TrayState, string>> = {
  ok: 'M8 10 V2.5 M4.5 5.5 L8 2 L11.5 5.5',
  trouble: 'M8 2 V6 M8 10 V10',
  failing: 'M5 2.5 L11 8.5 M11 2.5 L5 8.5',
  paused: 'M6 3 V9 M10 3 V9',
};

/** Each at least 3:1 against white and against #2d2d2d, the usual panels. */
export const trayColours: Readonly<Record<TrayState, string>> = {
  ok: '#16a05d',
  trouble: '#d17a00',
  failing: '#e5484d',
  paused: '#868e9c',
};

export function traySvg(state: TrayState, colour: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">
  <g fill="none" stroke="${colour}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">
    <path d="M2 9 V11.5 A1.5 1.5 0 0 0 3.5 13 H12.5 A1.5 1.5 0 0 0 14 11.5 V9"/>
    <path d="${glyphs[state]}"/>
  </g>
</svg>
`;
}
