import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import type { Texts } from '../../main/texts/texts';
import { useTexts } from '../texts/texts';
import { useFocusLeft } from './focus';
import { StateIcon } from './state-mark';
import './toasts.css';

export interface Toast {
  readonly state: 'ok' | 'failing';
  /** A function where the language may change while it is shown. */
  readonly text: ReactNode | ((texts: Texts) => ReactNode);
  readonly action?: { readonly label: string; readonly run: () => void };
}

type ShownToast = Toast & { readonly id: number };

const shownForMs = { ok: 8000, failing: 16_000 };

const ToastContext = createContext<(toast: Toast) => void>(() => undefined);

/** Says in passing that something was done or not. */
export function useToast(): (toast: Toast) => void {
  return useContext(ToastContext);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const { shell } = useTexts();
  const [toasts, setToasts] = useState<readonly ShownToast[]>([]);
  const show = useCallback(
    (toast: Toast) => setToasts((all) => [...all.slice(-2), { ...toast, id: (all.at(-1)?.id ?? 0) + 1 }]),
    [],
  );
  const hide = useCallback(
    (gone: ShownToast) => setToasts((all) => all.filter((toast) => toast !== gone)),
    [],
  );
  return (
    <ToastContext.Provider value={show}>
      {children}
      <section className="toasts" aria-label={shell.messages} aria-live="polite">
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} hide={hide} />
        ))}
      </section>
    </ToastContext.Provider>
  );
}

function ToastCard({ toast, hide }: { toast: ShownToast; hide: (toast: ShownToast) => void }) {
  const texts = useTexts();
  const [held, setHeld] = useState(false);
  const card = useFocusLeft<HTMLDivElement>();
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => hide(toast), shownForMs[toast.state]);
    return () => clearTimeout(timer);
  }, [held, hide, toast]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only stays longer while somebody is at it
    <div
      ref={card}
      className="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <StateIcon state={toast.state} />
      <div className="toast-text">{typeof toast.text === 'function' ? toast.text(texts) : toast.text}</div>
      {toast.action === undefined ? null : (
        <Button
          size="xs"
          variant="light"
          onClick={() => {
            toast.action?.run();
            hide(toast);
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <ActionIcon aria-label={texts.actions.dismiss} onClick={() => hide(toast)} size={24}>
        <IconX size={14} />
      </ActionIcon>
    </div>
  );
}
