import { useEffect, useState } from 'react';

interface AnnouncedProps {
  /** The same as long as nothing but figures changes. */
  readonly about: string;
  readonly text: string;
}

/** So that nobody later comes upon figures that are no longer true. */
const keptMs = 10_000;

/** Says to those who listen what stands in sight beside it, each time that something else is the matter: not with every figure. */
export function Announced({ about, text }: AnnouncedProps) {
  const [said, setSaid] = useState({ about, text: '' });
  if (said.about !== about) setSaid({ about, text });
  useEffect(() => {
    if (said.text === '') return;
    const timer = setTimeout(() => setSaid({ ...said, text: '' }), keptMs);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <span className="visually-hidden" role="status">
      {said.text}
    </span>
  );
}
