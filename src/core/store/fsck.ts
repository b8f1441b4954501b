/** Looks whether everything that is stored is whole; changes nothing. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ProductError } from '../../protocol/errors.ts';
import { temporaryPrefix } from './durable.ts';
import { assertOwnFolders, type Layout } from './layout.ts';
import { hashFile, partPath, type Part } from './part-check.ts';
import { isSoundAnswer } from './state/answers.ts';
import { isSoundEdit } from './state/edits.ts';
import { registeredParts } from './state/registry.ts';
import { State } from './state/state.ts';
import { isSoundTag } from './state/tags.ts';

/** Something that is not as it should be. */
export interface Finding {
  readonly code:
    'state-damaged' | 'part-missing' | 'part-damaged' | 'part-unregistered' | 'stray-temporary' | 'foreign-file';
  /** Whether results or people's work are concerned; else it is leftovers. */
  readonly damage: boolean;
  readonly path: string;
  readonly message: string;
  readonly part?: Part;
}

/**
 * Checks `state.db` with every row's checksum, and the parts: that they exist and have their size, or with
 * `readData` that their content has their hash.
 */
export async function fsck(layout: Layout, options: { readonly readData: boolean }): Promise<Finding[]> {
  assertOwnFolders(layout);
  const damage = existsSync(layout.stateDb) ? stateDamage(layout.stateDb) : null;
  if (damage !== null) {
    const message = `${layout.stateDb}: ${damage}. Edits, tags, paid answers and the list of parts are concerned.`;
    return [{ code: 'state-damaged', damage: true, path: layout.stateDb, message }, ...strays(layout, null)];
  }
  const parts = existsSync(layout.stateDb) ? readParts(layout) : [];
  const findings: Finding[] = [];
  for (const part of parts) {
    const problem = await partProblem(layout, part, options.readData);
    if (problem !== null) findings.push(problem);
  }
  return [...findings, ...strays(layout, new Set(parts.map(({ sha256 }) => sha256)))];
}

const checks = { edits: isSoundEdit, tags: isSoundTag, answers: isSoundAnswer };

/** What is wrong with a `state.db`, or null. */
export function stateDamage(path: string): string | null {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { readOnly: true });
    const verdict = db.prepare('PRAGMA integrity_check(5)').all();
    const words = verdict.map((row) => String(row['integrity_check']));
    if (words.join() !== 'ok') return `SQLite finds: ${words.join('; ')}`;
    for (const [table, isSound] of Object.entries(checks)) {
      // A file that an earlier version wrote has fewer tables.
      if (db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table) === undefined) continue;
      for (const row of db.prepare(`SELECT * FROM ${table}`).iterate()) {
        if (!isSound(row)) return `row ${String(row['seq'])} of ${table} does not match its checksum`;
      }
    }
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    db?.close();
  }
}

function readParts(layout: Layout): Part[] {
  const state = State.open(layout.stateDb);
  try {
    return registeredParts(state);
  } finally {
    state.close();
  }
}

async function partProblem(layout: Layout, part: Part, readData: boolean): Promise<Finding | null> {
  const path = partPath(layout.parts, part.sha256);
  const held = `${part.kind}, ${part.rows.toLocaleString('en')} rows`;
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) {
    return { code: 'part-missing', damage: true, path, part, message: `${path} (${held}) is missing.` };
  }
  if (size === part.bytes && (!readData || (await hashFile(path)) === part.sha256)) return null;
  return { code: 'part-damaged', damage: true, path, part, message: `${path} (${held}) is damaged.` };
}

/** @param known the registered parts, or null where nobody can tell. */
function strays(layout: Layout, known: ReadonlySet<string> | null): Finding[] {
  const findings: Finding[] = [];
  for (const folder of [layout.parts, layout.state]) {
    for (const name of listFolder(folder)) {
      const path = join(folder, name);
      if (name.startsWith(temporaryPrefix)) {
        const message = `${path} is left over from a write that was cut short.`;
        findings.push({ code: 'stray-temporary', damage: false, path, message });
      } else if (folder === layout.parts) {
        const sha256 = partName(name);
        if (sha256 === null) {
          findings.push({
            code: 'foreign-file',
            damage: false,
            path,
            message: `${path} is not ours; it is left alone.`,
          });
        } else if (known?.has(sha256) === false) {
          const message = `${path} is not registered: it does not count.`;
          findings.push({ code: 'part-unregistered', damage: false, path, message });
        }
      }
    }
  }
  return findings;
}

/** The hash in a part's file name, or null for another file. */
export function partName(file: string): string | null {
  return /^([0-9a-f]{64})\.parquet$/.exec(file)?.[1] ?? null;
}

/** Names in a folder, sorted; none where it is missing. */
export function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw new ProductError('disk', `Cannot read ${folder}.`, { where: folder, cause: error });
  }
}
