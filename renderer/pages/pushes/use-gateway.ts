import { useCallback, useEffect, useMemo, useState } from 'react';
import type { GatewayState } from '../../../main/contract/gateway-state';
import type { Failure } from '../../../main/outcome';
import { useShown } from '../../charts/use-seen';
import { useClient, useDisconnected } from '../../state/session-context';
import { makeTurns } from '../../state/turns';

export interface GatewayView {
  /** The last that was heard; absent until the first answer. */
  readonly state?: GatewayState;
  /** Why the last question was not answered. */
  readonly failure?: Failure;
  readonly reload: () => Promise<void>;
}

/** Main does not say when a group changes, so it is asked. */
const everyMs = 3000;

/** What this machine's own gateway holds, as long as somebody looks. */
export function useGateway(): GatewayView {
  const client = useClient();
  const disconnected = useDisconnected();
  const isShown = useShown();
  const [view, setView] = useState<Omit<GatewayView, 'reload'>>({});

  // An answer that was under way while a group was deleted still holds it.
  const takeTurn = useMemo(makeTurns, []);

  const reload = useCallback(async () => {
    const isLast = takeTurn();
    const answer = await client.call('gateway.state', {});
    if (!isLast()) return;
    setView(({ state }) =>
      answer.ok ? { state: answer.value } : { ...(state && { state }), failure: answer.error },
    );
  }, [client, takeTurn]);

  useEffect(() => {
    if (disconnected || !isShown) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const ask = async () => {
      await reload();
      if (!isOver) timer = setTimeout(() => void ask(), everyMs);
    };
    void ask();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [reload, disconnected, isShown]);

  return { ...view, reload };
}
