/** Which parts count, and the imports that made some of them. */
import type { Json } from '../../../protocol/records.ts';
import type { Part } from '../part-check.ts';
import type { Row, State } from './state.ts';

/** A dataset file as it was imported. */
export interface Import {
  /** The file's name in the dataset folder. */
  readonly file: string;
  readonly size: number;
  /** Nanoseconds and inode as decimal text: they exceed 2^53. */
  readonly mtimeNs: string;
  readonly ctimeNs: string;
  readonly ino: string;
  /** Of the file's bytes. */
  readonly sha256: string;
  readonly part: Part;
  readonly counts: Json;
}

/** Registers a part; a second registration changes nothing. Only inside `state.write`, with what makes it count. */
export function registerPart(state: State, part: Part): void {
  const sql =
    'INSERT INTO parts (sha256, kind, rows, bytes, registered_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING';
  state.change(sql, part.sha256, part.kind, part.rows, part.bytes, new Date().toISOString());
}

/** Every registered part. */
export function registeredParts(state: State): Part[] {
  return state.all('SELECT * FROM parts ORDER BY registered_at, sha256').map(toPart);
}

/** Stores an import and registers its part. @throws ProductError `disk` or `locked`. */
export function putImport(state: State, found: Import): void {
  state.write(() => {
    registerPart(state, found.part);
    state.change(
      `INSERT INTO imports (file, size, mtime_ns, ctime_ns, ino, sha256, part, counts, at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[found.file, found.size, found.mtimeNs, found.ctimeNs, found.ino, found.sha256, found.part.sha256],
      ...[JSON.stringify(found.counts), new Date().toISOString()],
    );
  });
}

/** The newest import of a file whose part is still registered, or undefined. */
export function lastImport(state: State, file: string): Import | undefined {
  const row = state.one(
    `SELECT i.*, i.sha256 AS file_sha256, p.sha256, p.kind, p.rows, p.bytes
     FROM imports i JOIN parts p ON p.sha256 = i.part WHERE file = ? ORDER BY n DESC LIMIT 1`,
    file,
  );
  return row && toImport(row);
}

/** A row of `parts`. */
export function toPart(row: Row): Part {
  return {
    sha256: String(row['sha256']),
    kind: String(row['kind']),
    rows: Number(row['rows']),
    bytes: Number(row['bytes']),
  };
}

function toImport(row: Row): Import {
  return {
    file: String(row['file']),
    size: Number(row['size']),
    mtimeNs: String(row['mtime_ns']),
    ctimeNs: String(row['ctime_ns']),
    ino: String(row['ino']),
    sha256: String(row['file_sha256']),
    part: toPart(row),
    counts: JSON.parse(String(row['counts'])) as Json,
  };
}
