/** A dataset as it was imported, as the recipe run last and people's edits until now left it. */
import type { FilterProblem, GridQuestion, GridRow } from '../../../protocol/grid.ts';
import { column } from '../../store/columns.ts';
import { quoteText } from '../../store/duck.ts';
import { selectRows } from '../../store/rows.ts';
import type { Import } from '../../store/state/registry.ts';
import type { Flow } from '../flow.ts';
import type { ImportCounts } from '../imported.ts';
import { idsOfRows } from '../people/ids-of-rows.ts';
import { SampleReader } from '../sample-reader.ts';
import type { Session } from '../session.ts';
import { Columns, ownNumbers } from './columns.ts';
import { evaluate } from './evaluate.ts';
import { unknownName } from './filter-names.ts';
import { parseFilter } from './filter-parser.ts';
import type { Filter } from './filter.ts';
import type { GridData } from './grid-data.ts';
import { rowsInOrder } from './order.ts';
import { readPeople } from './people.ts';
import type { ResultRows } from './results.ts';
import type { Sets } from './sets.ts';
import { gridRows, type RowSources } from './rows.ts';

/** See {@link GridData}. The views of the session must be those of the flow, and stay it until this is closed. */
export class ImportedGrid implements GridData {
  readonly complete = true;
  readonly #sources: RowSources;

  private constructor(sources: RowSources) {
    this.#sources = sources;
  }

  /**
   * @param sets samples that views have named
   * @param before the grid that this one takes the place of: what it has read and is still right is taken over
   */
  static async open(
    session: Session,
    dataset: Import,
    flow: Flow,
    sets: Sets,
    before: ImportedGrid | null,
  ): Promise<ImportedGrid> {
    const people = await readPeople(session);
    const known = before === null ? null : before.#sources.columns;
    const columns = new Columns(session, flow, people, known?.session === session ? known : null);
    const reader = before === null ? undefined : before.#sources.samples;
    const samples = await SampleReader.open(session, dataset, flow.chain, reader);
    const { problems } = dataset.counts as unknown as ImportCounts;
    return new ImportedGrid({ columns, people, sets, samples, imported: dataset.part.rows, problems: problems > 0 });
  }

  /** What it has read, and reads when it is asked for. */
  get columns(): Columns {
    return this.#sources.columns;
  }

  /** Rows before this one were imported, later ones created. */
  get imported(): number {
    return this.#sources.imported;
  }

  get rows(): number {
    return this.#sources.columns.flow.rows;
  }

  async find({ filter: text, orderBy }: GridQuestion): Promise<{ rows: ResultRows; problem: FilterProblem | null }> {
    const { filter, problem } = parseFilter(text);
    const wrong = problem ?? (filter === null ? null : unknownName(filter, await this.#names()));
    if (wrong !== null) return { rows: new Int32Array(0), problem: wrong };
    const order = orderBy === null ? null : await rowsInOrder(this.#sources.columns, orderBy);
    if (filter === null) return { rows: order ?? this.#all(), problem: null };
    return { rows: await this.#filtered(filter, order), problem: null };
  }

  read(rows: readonly number[], scores: readonly string[]): Promise<GridRow[]> {
    return gridRows(this.#sources, rows, scores);
  }

  ids(rows: Int32Array): Promise<string[]> {
    const { session, flow } = this.#sources.columns;
    return idsOfRows(session, flow, rows);
  }

  async rowOf(id: string): Promise<number> {
    const { session, flow } = this.#sources.columns;
    const batch = await selectRows(session.duck, `SELECT row FROM ${flow.chain.samples} WHERE id = ${quoteText(id)}`);
    return column(batch, 'row', 'int')[0] ?? -1;
  }

  async close(): Promise<void> {
    await this.#sources.samples.close();
  }

  async #filtered(filter: Filter, order: Int32Array | null): Promise<Int32Array> {
    const fits = await evaluate(filter, this.#sources);
    let count = 0;
    for (let row = 0; row < fits.length; row++) count += fits[row]!;
    const rows = new Int32Array(count);
    let found = 0;
    for (let place = 0; found < count; place++) {
      const row = order === null ? place : order[place]!;
      if (fits[row] === 1) rows[found++] = row;
    }
    return rows;
  }

  /** Counted, so that a result does not grow with samples that come later. */
  #all(): Int32Array {
    return new Int32Array(this.rows).map((_, row) => row);
  }

  async #names() {
    const { columns, sets } = this.#sources;
    const { operators } = await columns.decided();
    const stages = columns.flow.completed.map(({ name }) => name);
    return {
      numbers: [...ownNumbers, ...columns.statistics],
      statistics: columns.statistics,
      stages,
      operators,
      sets: sets.names,
    };
  }
}
