import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import type { PushQuery, PushRecord, PushSummary } from './history';
import type { HistoryLimits, PushLimits } from './limits';

const rowsPerSlice = 100;

const summaryColumns = `id, at, destination, ok, method, url, attempt, status, error_code, error_message,
  duration, bytes, bytes_sent, series`;

/** What was sent, when and where, and what came back. */
export class PushTable {
  private readonly insertRecord: StatementSyncInstance;
  private readonly insertBodies: StatementSyncInstance;
  private readonly find: StatementSyncInstance;
  private readonly newest: StatementSyncInstance;
  private readonly page: StatementSyncInstance;
  private readonly drops: readonly StatementSyncInstance[];

  constructor(db: DatabaseSyncInstance) {
    this.insertRecord = db.prepare(
      `INSERT OR REPLACE INTO pushes (${summaryColumns}, grouping_key, body_cut)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.insertBodies = db.prepare(
      'INSERT OR REPLACE INTO push_bodies (push, request, response) VALUES (?, ?, ?)',
    );
    this.find = db.prepare('SELECT * FROM pushes LEFT JOIN push_bodies ON push = id WHERE id = ?');
    this.newest = db.prepare('SELECT ifnull(max(id), 0) AS id FROM pushes');
    this.page = db.prepare(
      `SELECT ${summaryColumns} FROM pushes
       WHERE id < :beforeId AND (:destination IS NULL OR destination = :destination) AND (:ok IS NULL OR ok = :ok)
       ORDER BY id DESC LIMIT :limit`,
    );
    this.drops = [
      db.prepare(`DELETE FROM push_bodies WHERE push IN (
        SELECT push FROM push_bodies JOIN pushes ON id = push WHERE ok = :ok
        ORDER BY push DESC LIMIT ${rowsPerSlice} OFFSET :maxBodies)`),
      db.prepare(`DELETE FROM pushes WHERE id IN (
        SELECT id FROM pushes WHERE ok = :ok ORDER BY id DESC LIMIT ${rowsPerSlice} OFFSET :maxRecords)`),
      db.prepare(`DELETE FROM pushes WHERE id IN (
        SELECT id FROM pushes WHERE ok = :ok AND at < :beforeMs ORDER BY id LIMIT ${rowsPerSlice})`),
    ];
  }

  /** Belongs into a transaction. */
  write(push: PushRecord): void {
    this.insertRecord.run(
      push.id,
      Math.floor(push.atMs),
      push.destination,
      Number(push.ok),
      push.method,
      push.url,
      push.attempt,
      push.status ?? null,
      push.errorCode ?? null,
      push.errorMessage ?? null,
      push.durationMs,
      push.bytes,
      push.bytesSent,
      push.series,
      JSON.stringify(push.groupingKey),
      Number(push.bodyCut),
    );
    this.insertBodies.run(push.id, push.requestBody, push.responseBody);
  }

  /** 0 when there is none. */
  newestId(): number {
    return this.newest.get().id;
  }

  list({ limit, beforeId, destination, ok }: PushQuery): PushSummary[] {
    const rows = this.page.all({
      limit,
      beforeId: beforeId ?? Number.MAX_SAFE_INTEGER,
      destination: destination ?? null,
      ok: ok === undefined ? null : Number(ok),
    });
    return rows.map(summaryOf);
  }

  get(id: number): PushRecord | undefined {
    const row = this.find.get(id);
    if (!row) return undefined;
    return {
      ...summaryOf(row),
      groupingKey: JSON.parse(row.grouping_key),
      requestBody: row.request ?? '',
      responseBody: row.response ?? '',
      bodyCut: row.body_cut === 1 || row.request === null,
    };
  }

  /** Bounded by age and count, successes and failures apart; yields after each slice. */
  *expire(nowMs: number, limits: HistoryLimits): Generator<void, void> {
    const kinds: readonly [ok: number, limits: PushLimits][] = [
      [1, limits.successes],
      [0, limits.failures],
    ];
    for (const [ok, { maxRecords, maxBodies, maxAgeMs }] of kinds) {
      const bounds = [
        { ok, maxBodies },
        { ok, maxRecords },
        { ok, beforeMs: nowMs - maxAgeMs },
      ];
      for (const [index, drop] of this.drops.entries()) {
        while (drop.run(bounds[index]).changes > 0) yield;
      }
    }
  }
}

// biome-ignore lint/suspicious/noExplicitAny: a row is what the query above it names
function summaryOf(row: any): PushSummary {
  return {
    id: row.id,
    atMs: row.at,
    destination: row.destination,
    method: row.method,
    url: row.url,
    attempt: row.attempt,
    ok: row.ok === 1,
    ...(row.status === null ? {} : { status: row.status }),
    ...(row.error_code === null ? {} : { errorCode: row.error_code }),
    ...(row.error_message === null ? {} : { errorMessage: row.error_message }),
    durationMs: row.duration,
    bytes: row.bytes,
    bytesSent: row.bytes_sent,
    series: row.series,
  };
}
