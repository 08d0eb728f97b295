import { openDataDir } from '../../../main/platform/data-dir';
import { readTextFile } from '../../../main/platform/files';
import { openSettingsFile } from '../../../main/settings/file/settings-file';

/** What a user who may not write meets: the outcomes of opening a data directory, of reading a file and of saving settings, as JSON. */
const [dataDir = '', secretFile = '', settingsFile = ''] = process.argv.slice(2);

const settings = openSettingsFile(settingsFile);
const current = settings.state().settings;
console.log(
  JSON.stringify({
    opened: openDataDir(dataDir),
    read: readTextFile(secretFile),
    saved: settings.save({ ...current, interval: '1m' }, current),
  }),
);
