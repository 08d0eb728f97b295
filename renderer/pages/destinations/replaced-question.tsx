import { type ReactNode, useState } from 'react';
import type { CallInput } from '../../../main/contract/contract';
import { Confirm } from '../../components/confirm';
import { useClient } from '../../state/session-context';
import { useTexts } from '../../texts/texts';

type Destination = CallInput<'destination.preview'>['destination'];

interface ReplacedQuestion {
  readonly busy: boolean;
  /** True at once where a first push would replace nothing, or where that is not known. */
  readonly agreed: (destination: Destination) => Promise<boolean>;
  readonly question: ReactNode;
}

interface Asked {
  readonly families: readonly string[];
  readonly answer: (agreed: boolean) => void;
}

const mostNamed = 10;

/** What a first push would replace. */
export function Replaced({ families }: { families: readonly string[] }) {
  const { destinations } = useTexts();
  const more = Math.max(0, families.length - mostNamed);
  return <p className="row-address">{destinations.testReplaces(families.slice(0, mostNamed), more)}</p>;
}

/** Before a destination is saved whose first push would replace what others have there. */
export function useReplacedQuestion(): ReplacedQuestion {
  const { destinations } = useTexts();
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState<Asked | undefined>();

  async function agreed(destination: Destination): Promise<boolean> {
    setBusy(true);
    const preview = await client.call('destination.preview', { destination });
    setBusy(false);
    const families = preview.ok ? (preview.value.replaces ?? []) : [];
    if (families.length === 0) return true;
    return new Promise((answer) => setAsked({ families, answer }));
  }

  function answered(isAgreed: boolean): void {
    setAsked(undefined);
    asked?.answer(isAgreed);
  }

  const question = asked && (
    <Confirm
      title={destinations.replaceTitle}
      action={destinations.replaceAnyway}
      onCancel={() => answered(false)}
      onConfirm={() => answered(true)}
    >
      <Replaced families={asked.families} />
    </Confirm>
  );
  return { busy, agreed, question };
}
