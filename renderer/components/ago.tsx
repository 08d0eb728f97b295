import { useNow } from '../state/session-context';
import { useFormat } from '../texts/texts';

/** When something will be: what is due is `now`, never ago. */
export function Until({ atMs }: { atMs: number }) {
  return <Ago atMs={Math.max(atMs, useNow())} />;
}

/** How long ago; the full time on hover. What it stands in may be read out, but not again with each second. */
export function Ago({ atMs }: { atMs: number }) {
  const format = useFormat();
  const nowMs = useNow();
  return (
    <time
      className="number"
      aria-live="off"
      dateTime={new Date(atMs).toISOString()}
      title={format.full(atMs)}
    >
      {format.relative(atMs, nowMs)}
    </time>
  );
}
