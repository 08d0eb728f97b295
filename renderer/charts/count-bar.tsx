import { useFormat } from '../texts/texts';

/** A count with its share of the largest, or of all, as a bar. */
export function CountBar({ count, of }: { readonly count: number; readonly of: number }) {
  const format = useFormat();
  return (
    <div className="count-bar">
      <span className="count-track" aria-hidden="true">
        <span className="count-share" style={{ width: `${(count / Math.max(1, of)) * 100}%` }} />
      </span>
      <span className="number count-value">{format.count(count)}</span>
    </div>
  );
}
