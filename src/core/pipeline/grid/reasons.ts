/** Why operators decided as they did, row by row. */
import { column } from '../../store/columns.ts';
import { selectBatches } from '../../store/rows.ts';
import { partOf, type CompletedStage } from '../completed.ts';
import type { Session } from '../session.ts';
import type { StagePart } from '../stages/stage-context.ts';
import { textsByRow } from '../texts-by-row.ts';
import { PackedTexts } from './packed-texts.ts';

/** So many bytes of a stage's reasons are kept; those behind them are read again whenever they are asked for. */
const mostBytes = 64 * 1024 * 1024;
/** Rows that are farther apart lie all over a part: to find a few of them it is unpacked as a whole. */
const farApart = 20_000;
/** So many rows are read at a time. */
const batchRows = 65_536;

/**
 * The reasons of a flow's stages. Rows that stand together are read from their part; once rows are asked for that lie all
 * over it, the reasons of its stage are kept.
 */
export class Reasons {
  readonly #session: Session;
  readonly #rows: number;
  readonly #limits: { readonly far: number; readonly most: number };
  /** By the digest of their part. */
  readonly #kept = new Map<string, PackedTexts>();

  /** @param rows of the flow */
  constructor(session: Session, rows: number, limits = { far: farApart, most: mostBytes }) {
    this.#session = session;
    this.#rows = rows;
    this.#limits = limits;
  }

  /** Why a stage decided on these rows; null: it gave no reason. */
  async of(stage: CompletedStage, rows: readonly number[]): Promise<ReadonlyMap<number, string | null>> {
    const spread = Math.max(...rows) - Math.min(...rows);
    const kept =
      this.#kept.get(decisions(stage).sha256) ?? (spread > this.#limits.far ? await this.#keep(stage) : null);
    const known = rows.filter((row) => row < (kept?.count ?? 0));
    const found = new Map(known.map((row) => [row, kept!.at(row)]));
    return known.length === rows.length ? found : textsByRow(this.#session, await this.#source(stage), 'reason', rows);
  }

  async #keep(stage: CompletedStage): Promise<PackedTexts> {
    const packed = new PackedTexts(this.#rows, this.#limits.most);
    const sql = `SELECT row, reason FROM ${await this.#source(stage)} ORDER BY row`;
    let next = 0;
    for await (const batch of selectBatches(this.#session.duck, sql, batchRows)) {
      const reasons = column(batch, 'reason', 'text');
      column(batch, 'row', 'int').forEach((row, i) => {
        for (; next < row; next++) packed.add(null);
        packed.add(reasons[i]!);
        next++;
      });
    }
    this.#kept.set(decisions(stage).sha256, packed);
    return packed;
  }

  #source(stage: CompletedStage): Promise<string> {
    return this.#session.store.source([decisions(stage)]);
  }
}

function decisions(stage: CompletedStage): StagePart['part'] {
  return partOf(stage, 'decisions')!.part;
}
