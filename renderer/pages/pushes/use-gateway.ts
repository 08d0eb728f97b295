import { useCallback, useEffect, useState } from 'react';
import type { GatewayState } from '../../../main/contract/gateway-state';
import type { Failure } from '../../../main/outcome';
import { useClient, useDisconnected } from '../../state/session-context';

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
  const [view, setView] = useState<Omit<GatewayView, 'reload'>>({});

  const reload = useCallback(async () => {
    const answer = await client.call('gateway.state', {});
    setView(({ state }) =>
      answer.ok ? { state: answer.value } : { ...(state && { state }), failure: answer.error },
    );
  }, [client]);

  useEffect(() => {
    if (disconnected) return;
    void reload();
    const timer = setInterval(() => {
      if (!document.hidden) void reload();
    }, everyMs);
    return () => clearInterval(timer);
  }, [reload, disconnected]);

  return { ...view, reload };
}
