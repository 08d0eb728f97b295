import { Button, FileButton } from '@mantine/core';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { Failure } from '../../../main/outcome';
import { FailureNotice } from '../../components/notice';
import { saveFile } from '../../components/save-file';
import { useApp, useClient } from '../../state/session-context';
import { useTexts } from '../../texts/texts';
import { type ImportedFile, ImportPanel } from './import-panel';

/** The settings as a file, out and in. */
export function Transfer() {
  const { settings } = useTexts();
  const client = useClient();
  const [failed, setFailed] = useState<{ file: string; failure: Failure } | undefined>();
  const [imported, setImported] = useState<ImportedFile | undefined>();
  const resetInput = useRef<() => void>(null);

  async function read(file: File | null): Promise<void> {
    // The same file again, mended meanwhile, must be a choice too.
    resetInput.current?.();
    if (file === null) return;
    const checked = await client.call('settings.check', { text: await file.text() });
    setFailed(checked.ok ? undefined : { file: file.name, failure: checked.error });
    if (checked.ok) setImported({ name: file.name, settings: checked.value });
  }

  return (
    <>
      <div className="settings-transfer">
        <ExportButton />
        <FileButton
          resetRef={resetInput}
          accept="application/json,.json"
          inputProps={{ 'aria-label': settings.importIt }}
          onChange={(file) => void read(file)}
        >
          {(props) => (
            <Button {...props} size="xs" variant="default" leftSection={<IconUpload size={14} />}>
              {settings.importIt}
            </Button>
          )}
        </FileButton>
      </div>
      <p className="muted">{settings.exportHelp}</p>
      {failed === undefined ? null : (
        <FailureNotice failure={failed.failure} title={settings.importFailed(failed.file)} />
      )}
      {imported === undefined ? null : <ImportPanel file={imported} onClose={() => setImported(undefined)} />}
    </>
  );
}

function ExportButton() {
  const { settings } = useTexts();
  const current = useApp((app) => app.settings);
  const instance = useApp((app) => app.instance.name) ?? 'settings';
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconDownload size={14} />}
      onClick={() =>
        saveFile(
          settings.exportName(instance),
          'application/json',
          `${JSON.stringify(current, undefined, 2)}\n`,
        )
      }
    >
      {settings.exportIt}
    </Button>
  );
}
