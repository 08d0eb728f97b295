/** Counted up when a Pushtray that does not know the change could no longer use the file; SQLite keeps it as `user_version`. */
export const schemaVersion = 1;

/** `mean` and `count` outlive the raw samples, from which they could not be had again. `block` and `offset` in resolutions.ts. */
function rolledUpTable(name: string): string {
  return `
    CREATE TABLE IF NOT EXISTS ${name} (
      block INTEGER NOT NULL, series INTEGER NOT NULL, offset INTEGER NOT NULL,
      min REAL, max REAL, mean REAL, count INTEGER NOT NULL,
      PRIMARY KEY (block, series, offset)
    ) WITHOUT ROWID;`;
}

/**
 * A value that is NULL is not a number. `series.labels` is JSON with sorted names, `series.seen` the hour since 1970 it
 * was last written, `rolled.next` the first block of a table that the next coarser one does not hold yet.
 */
export const schema = `
  CREATE TABLE IF NOT EXISTS series (
    id INTEGER PRIMARY KEY AUTOINCREMENT, metric TEXT NOT NULL, labels TEXT NOT NULL, seen INTEGER NOT NULL,
    UNIQUE (metric, labels)
  );
  CREATE TABLE IF NOT EXISTS raw (
    block INTEGER NOT NULL, series INTEGER NOT NULL, offset INTEGER NOT NULL, value REAL,
    PRIMARY KEY (block, series, offset)
  ) WITHOUT ROWID;
  ${rolledUpTable('minutes')}
  ${rolledUpTable('quarters')}
  CREATE TABLE IF NOT EXISTS rolled (source TEXT PRIMARY KEY, next INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS pushes (
    id INTEGER PRIMARY KEY, at INTEGER NOT NULL, destination TEXT NOT NULL, ok INTEGER NOT NULL,
    method TEXT NOT NULL, url TEXT NOT NULL, attempt INTEGER NOT NULL, status INTEGER,
    error_code TEXT, error_message TEXT, duration REAL NOT NULL,
    bytes INTEGER NOT NULL, bytes_sent INTEGER NOT NULL, series INTEGER NOT NULL,
    grouping_key TEXT NOT NULL, body_cut INTEGER NOT NULL
  );
  CREATE INDEX IF NOT EXISTS pushes_ok ON pushes (ok);
  CREATE TABLE IF NOT EXISTS push_bodies (
    push INTEGER PRIMARY KEY REFERENCES pushes (id) ON DELETE CASCADE,
    request TEXT NOT NULL, response TEXT NOT NULL
  );
  CREATE TABLE IF NOT EXISTS marks (
    id INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, before TEXT, after TEXT
  );
  CREATE INDEX IF NOT EXISTS marks_at ON marks (at);
`;
