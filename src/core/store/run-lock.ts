/**
 * One run per dataset at a time: a SQLite lock that its process holds. The system frees it when the process
 * dies, and a frozen process keeps it; a lease that expires does neither.
 */
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { ProductError } from '../../protocol/errors.ts';
import { writeDurably } from './durable.ts';
import type { Layout } from './layout.ts';
import { isBusy, sqliteError } from './state/sqlite-errors.ts';

/** Milliseconds: longer than {@link runOwner} holds the lock to try it. */
const patience = 250;

/** Who runs, for the message to the second. */
export interface RunOwner {
  readonly pid: number;
  /** ISO time. */
  readonly startedAt: string;
}

/** The lock, while it is held. */
export interface RunLock {
  release(): void;
}

/**
 * Takes the run lock of a dataset.
 * @throws ProductError `locked` with the owner's pid and age, at once; `disk`.
 */
export async function acquireRunLock(layout: Layout): Promise<RunLock> {
  const db = hold(layout, patience);
  try {
    const owner: RunOwner = { pid: process.pid, startedAt: new Date().toISOString() };
    await writeDurably(layout.runOwner, Buffer.from(JSON.stringify(owner)), { replace: true });
  } catch (error) {
    db.close();
    throw error;
  }
  return { release: () => db.close() };
}

/** Who holds the run lock, or null when nobody does. */
export function runOwner(layout: Layout): RunOwner | 'unknown' | null {
  try {
    hold(layout, 0).close();
    return null;
  } catch (error) {
    if (error instanceof ProductError && error.kind === 'locked') return readOwner(layout) ?? 'unknown';
    throw error;
  }
}

function hold(layout: Layout, timeout: number): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(layout.runDb, { timeout });
    db.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
    return db;
  } catch (error) {
    db?.close();
    throw isBusy(error) ? alreadyRunning(layout) : sqliteError(error, layout.runDb);
  }
}

function alreadyRunning(layout: Layout): ProductError {
  const owner = readOwner(layout);
  const who = owner === null ? 'another process' : `process ${owner.pid}, for ${ageOf(owner)}`;
  return new ProductError('locked', `A run is already going on in ${layout.dataset} (${who}).`, {
    where: layout.dataset,
    safe: 'That run goes on undisturbed; edits, tags and queries work beside it.',
    next: 'Wait for it to end, or stop it.',
  });
}

/** What the last owner wrote about itself; right while the lock is held, or null in the moment before it is written. */
function readOwner(layout: Layout): RunOwner | null {
  try {
    const owner = JSON.parse(readFileSync(layout.runOwner, 'utf8')) as Partial<RunOwner>;
    if (typeof owner.pid !== 'number' || typeof owner.startedAt !== 'string') return null;
    return { pid: owner.pid, startedAt: owner.startedAt };
  } catch {
    return null;
  }
}

function ageOf(owner: RunOwner): string {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(owner.startedAt)) / 1000));
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
