/** What each stage of a run did, and the parts that it left. */
import type { Json } from '../../../protocol/records.ts';
import type { Part } from '../part-check.ts';
import { registerPart, toPart } from './registry.ts';
import type { Row, State } from './state.ts';

/** A stage as it begins. */
export interface StageStart {
  readonly run: number;
  /** Place in the recipe, from 0. */
  readonly position: number;
  /** The stage's name. */
  readonly stage: string;
  readonly kind: string;
  /** Fingerprint of everything that its result depends on. */
  readonly key: string;
  /** A trial on some rows, which later stages and views leave aside. */
  readonly preview: boolean;
}

/** A stage of a run. */
export interface StageResult extends StageStart {
  readonly state: 'running' | 'done';
  readonly report: Json;
  readonly exit: number | null;
}

/** A part of a stage, with what the stage says about it. */
export interface StagePart {
  /** Grows with every part: the order in which a stage left them. */
  readonly seq: number;
  readonly role: string;
  readonly part: Part;
  readonly meta: Json;
}

/** Begins a stage. @throws ProductError `disk` or `locked`. */
export function startStage(state: State, start: StageStart): void {
  state.write(() => {
    state.change(
      `INSERT INTO stage_results (run, position, stage, kind, key, preview, state) VALUES (?, ?, ?, ?, ?, ?, 'running')`,
      ...[start.run, start.position, start.stage, start.kind, start.key, start.preview ? 1 : 0],
    );
  });
}

/** Ends a stage; in one `state.write` with its last parts it counts with them or not at all. */
export function finishStage(state: State, run: number, stage: string, end: { report: Json; exit: number }): void {
  state.write(() => {
    const sql = `UPDATE stage_results SET state = 'done', report = ?, exit = ? WHERE run = ? AND stage = ?`;
    state.change(sql, JSON.stringify(end.report), end.exit, run, stage);
  });
}

/** Notes what a running stage is about to do outside the store; its end replaces the note. @throws ProductError `disk` or `locked` */
export function announceStage(state: State, run: number, stage: string, note: Json): void {
  state.write(() => {
    const sql = 'UPDATE stage_results SET report = ? WHERE run = ? AND stage = ?';
    state.change(sql, JSON.stringify(note), run, stage);
  });
}

/** Registers a part, and that a stage left it: from now on it counts. @throws ProductError `disk` or `locked`. */
export function addStagePart(state: State, run: number, stage: string, added: Omit<StagePart, 'seq'>): void {
  state.write(() => {
    registerPart(state, added.part);
    const sql = 'INSERT INTO stage_parts (run, stage, role, sha256, meta) VALUES (?, ?, ?, ?, ?)';
    state.change(sql, run, stage, added.role, added.part.sha256, JSON.stringify(added.meta));
  });
}

/** Takes parts back from a stage, by a pattern of roles as SQL's LIKE has it: what went into others need not be kept. */
export function forgetParts(state: State, run: number, stage: string, roles: string): void {
  state.write(() =>
    state.change('DELETE FROM stage_parts WHERE run = ? AND stage = ? AND role LIKE ?', run, stage, roles),
  );
}

/** The stages of a run, in the recipe's order. */
export function stagesOfRun(state: State, run: number): StageResult[] {
  return state.all('SELECT * FROM stage_results WHERE run = ? ORDER BY position', run).map(toStage);
}

/** The last completed result of a stage that was no preview. */
export function lastDoneStage(state: State, stage: string): StageResult | undefined {
  const row = state.one(
    `SELECT * FROM stage_results WHERE stage = ? AND state = 'done' AND preview = 0 ORDER BY run DESC LIMIT 1`,
    stage,
  );
  return row && toStage(row);
}

/** All results of a kind of stage, newest first, completed or not. */
export function allStages(state: State, kind: string): StageResult[] {
  return state.all('SELECT * FROM stage_results WHERE kind = ? ORDER BY run DESC', kind).map(toStage);
}

/** Results with a fingerprint, newest first, completed or not: what a killed run left can be taken up. */
export function stagesWithKey(state: State, key: string): StageResult[] {
  return state.all('SELECT * FROM stage_results WHERE key = ? ORDER BY run DESC', key).map(toStage);
}

/** The parts of a stage, of one role where given, in the order in which they were left. */
export function partsOfStage(state: State, run: number, stage: string, role?: string): StagePart[] {
  const rows = state.all(
    `SELECT s.seq, s.role, s.meta, p.* FROM stage_parts s JOIN parts p USING (sha256)
     WHERE s.run = ? AND s.stage = ? ORDER BY s.seq`,
    ...[run, stage],
  );
  return rows.map(toStagePart).filter((part) => role === undefined || part.role === role);
}

/** Parts of a role from all stages and runs that still have them, newest first, each once; with the run that left it last. */
export function partsOfRole(state: State, role: string): (StagePart & { readonly run: number })[] {
  const rows = state.all(
    `SELECT max(s.seq) AS seq, s.run, s.role, s.meta, p.* FROM stage_parts s JOIN parts p USING (sha256)
     WHERE s.role = ? GROUP BY p.sha256 ORDER BY seq DESC`,
    role,
  );
  return rows.map((row) => ({ ...toStagePart(row), run: Number(row['run']) }));
}

function toStage(row: Row): StageResult {
  return {
    run: Number(row['run']),
    position: Number(row['position']),
    stage: String(row['stage']),
    kind: String(row['kind']),
    key: String(row['key']),
    preview: row['preview'] === 1,
    state: row['state'] === 'done' ? 'done' : 'running',
    report: row['report'] === null ? null : (JSON.parse(String(row['report'])) as Json),
    exit: row['exit'] === null ? null : Number(row['exit']),
  };
}

function toStagePart(row: Row): StagePart {
  const meta = JSON.parse(String(row['meta'])) as Json;
  return { seq: Number(row['seq']), role: String(row['role']), part: toPart(row), meta };
}
