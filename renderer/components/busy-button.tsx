import { Button, type ButtonProps } from '@mantine/core';
import type { ComponentPropsWithoutRef, MouseEvent } from 'react';

interface BusyButtonProps extends ButtonProps, Omit<ComponentPropsWithoutRef<'button'>, keyof ButtonProps> {
  /** What it does is under way. */
  readonly busy: boolean;
}

/** For what takes a while: does nothing more meanwhile, and yet keeps the focus, which a button that is switched off loses. */
export function BusyButton({ busy, disabled = false, onClick, ...props }: BusyButtonProps) {
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <Button
      {...props}
      loading={busy}
      disabled={disabled}
      onClick={press}
      renderRoot={(root) => <button {...root} disabled={disabled} aria-disabled={busy || undefined} />}
    />
  );
}
