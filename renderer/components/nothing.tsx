import { useTexts } from '../texts/texts';

/** What was not measured: nothing to see, and said to those who listen. */
export function Nothing() {
  const { now } = useTexts();
  return (
    <span className="muted">
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">{now.none}</span>
    </span>
  );
}
