import { powerMonitor } from 'electron';

export interface PowerHooks {
  /** The machine is about to sleep; there may be a second left, or none. */
  onSuspend(): void;
  onResume(): void;
  /** The system is going down and waits a moment for us (not told on Windows). */
  onShutdown(): void;
}

/** Only when the app is ready. macOS may tell of a suspend late, or only at wake. */
export function watchPower({ onSuspend, onResume, onShutdown }: PowerHooks): void {
  powerMonitor.on('suspend', onSuspend);
  powerMonitor.on('resume', onResume);
  // The event is documented, its type leaves it out.
  const delayShutdown = (event: { preventDefault(): void }) => {
    event.preventDefault();
    onShutdown();
  };
  powerMonitor.on('shutdown', delayShutdown as () => void);
}
