import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GroupJournalFile } from '../../../main/history/group-journal';
import { pushgatewaySettings } from '../../../main/settings/schema/destinations';
import { groupJournal } from '../../support/group-journal';
import { RecordingLogger } from '../../support/recording-logger';
import { tempDir } from '../../support/temp-dir';

function group(settings: object = {}, instance = 'web1') {
  return {
    settings: pushgatewaySettings.parse({
      id: 'team',
      kind: 'pushgateway',
      urls: ['http://a:9091'],
      ...settings,
    }),
    identity: { instance, labels: {} },
  };
}

describe('the journal of pushed groups', () => {
  it('knows after a restart what was added and not removed', () => {
    const file = join(tempDir(), 'groups.json');
    const journal = groupJournal(file);
    for (const entry of [group(), group({ job: 'other' }), group({}, 'web2')]) journal.add(entry);
    journal.remove(group({}, 'web2'));
    expect(groupJournal(file).list()).toEqual([group(), group({ job: 'other' })]);
  });

  it('keeps one entry for one group, with the settings that reach it now', () => {
    const journal = groupJournal();
    journal.add(group());
    journal.add(group({ timeout: '3s' }));
    expect(journal.list()).toEqual([group({ timeout: '3s' })]);
  });

  it('does not write what is there already', () => {
    const file = join(tempDir(), 'groups.json');
    const journal = groupJournal(file);
    journal.add(group());
    writeFileSync(file, 'untouched');
    journal.add(group());
    expect(readFileSync(file, 'utf8')).toBe('untouched');
  });

  it.each(['', '{', '{"groups":[{"settings":{}}]}'])(
    'starts anew, and says so, where the file holds %j',
    (text) => {
      const file = join(tempDir(), 'groups.json');
      writeFileSync(file, text);
      const logger = new RecordingLogger();
      const journal = new GroupJournalFile({ file, logger });
      expect(journal.list()).toEqual([]);
      expect(JSON.stringify(logger)).toContain('not known');
      journal.add(group());
      expect(groupJournal(file).list()).toHaveLength(1);
    },
  );

  it('goes on in memory, and says so, where nothing can be written', () => {
    const logger = new RecordingLogger();
    const journal = new GroupJournalFile({ file: '/proc/none/groups.json', logger });
    journal.add(group());
    expect(journal.list()).toHaveLength(1);
    expect(JSON.stringify(logger)).toContain('could not be noted');
  });
});
