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

describe('the journal of forwarded groups', () => {
  const { settings } = group();
  const backup = { job: 'backup' };

  it('knows after a restart what was brought where, and what is to be deleted there', () => {
    const file = join(tempDir(), 'groups.json');
    const journal = groupJournal(file);
    const { forwarded } = journal;
    for (const job of ['backup', 'batch', 'other']) forwarded.add(settings, { job });
    forwarded.add({ ...settings, urls: ['http://b:9091'] }, backup);
    forwarded.condemn([backup]);
    forwarded.remove('http://a:9091', { job: 'other' });
    journal.flush();
    const read = groupJournal(file).forwarded;
    expect(read.list()).toEqual([
      {
        settings,
        groups: [
          { groupingKey: backup, isCondemned: true },
          { groupingKey: { job: 'batch' }, isCondemned: false },
        ],
      },
      {
        settings: { ...settings, urls: ['http://b:9091'] },
        groups: [{ groupingKey: backup, isCondemned: true }],
      },
    ]);
    expect(read.has('http://b:9091', { job: 'batch' })).toBe(false);
    expect(read.at('http://c:9091')).toEqual([]);
  });

  it('takes back that a group is to be deleted when it is brought there again', () => {
    const { forwarded } = groupJournal();
    forwarded.add(settings, backup);
    forwarded.condemn([backup]);
    forwarded.add(settings, backup);
    expect(forwarded.at('http://a:9091')).toEqual([{ groupingKey: backup, isCondemned: false }]);
  });

  it('forgets an address with its last group, and writes nothing for what is there already', () => {
    const file = join(tempDir(), 'groups.json');
    const { forwarded } = groupJournal(file);
    forwarded.add(settings, backup);
    writeFileSync(file, 'untouched');
    forwarded.add(settings, backup);
    forwarded.condemn([{ job: 'unknown' }]);
    forwarded.remove('http://a:9091', { job: 'unknown' });
    expect(readFileSync(file, 'utf8')).toBe('untouched');
    forwarded.remove('http://a:9091', backup);
    expect(forwarded.list()).toEqual([]);
  });

  it('writes once however many are to be deleted: hundreds may outlive their time in one moment', () => {
    const logger = new RecordingLogger();
    const { forwarded } = new GroupJournalFile({ file: join(tempDir(), 'gone', 'groups.json'), logger });
    const keys = ['backup', 'batch', 'other'].map((job) => ({ job }));
    for (const key of keys) forwarded.add(settings, key);
    const writes = logger.entries.length;
    forwarded.condemn(keys);
    expect(logger.entries.length - writes).toBe(1);
    expect(forwarded.at('http://a:9091').map(({ isCondemned }) => isCondemned)).toEqual([true, true, true]);
  });

  it('reads a file of before there was any', () => {
    const file = join(tempDir(), 'groups.json');
    writeFileSync(file, JSON.stringify({ groups: [group()] }));
    expect(groupJournal(file).list()).toEqual([group()]);
    expect(groupJournal(file).forwarded.list()).toEqual([]);
  });
});
