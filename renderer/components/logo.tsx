/** The mark of build/icon.svg in one colour: a tray whose floor is a pulse, its spike the arrow of what is pushed. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg
      className="logo"
      width={size}
      height={size}
      viewBox="64 64 896 896"
      aria-hidden="true"
      focusable="false"
    >
      <rect className="logo-tile" x="64" y="64" width="896" height="896" rx="208" />
      <g className="logo-lines">
        <path d="M224 504V652A72 72 0 0 0 296 724H340L430 838L534 228" />
        <path d="M392 358L537 212L642 384" />
        <path d="M612 724H728A72 72 0 0 0 800 652V504" />
      </g>
    </svg>
  );
}
