import { IconSearch } from '@tabler/icons-react';
import { useApp } from '../state/session-context';
import { useTexts } from '../texts/texts';
import { useOpenPalette } from './use-palette';

/** Opens the palette for those who do not know its keys, and tells them. */
export function PaletteButton() {
  const { palette } = useTexts();
  const open = useOpenPalette();
  const isMac = useApp((app) => app.platform === 'darwin');
  return (
    <button
      type="button"
      className="palette-button"
      aria-keyshortcuts={isMac ? 'Meta+K' : 'Control+K'}
      onClick={open}
    >
      <IconSearch size={16} stroke={1.6} aria-hidden="true" />
      <span className="palette-button-word">{palette.short}</span>{' '}
      <span className="palette-button-keys">{isMac ? '⌘K' : 'Ctrl K'}</span>
    </button>
  );
}
