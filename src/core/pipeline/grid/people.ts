/** What people did, by row: read from the tables that `viewsOf` made of it. */
import { column } from '../../store/columns.ts';
import { selectRows } from '../../store/rows.ts';
import type { Session } from '../session.ts';

/** Edits and tags that stand. */
export interface People {
  /** Rows whose caption a person wrote. */
  readonly edited: ReadonlySet<number>;
  /** Texts edited since the last run, by row. */
  readonly pending: ReadonlyMap<number, string>;
  /** By row, in the order in which they were set. */
  readonly tags: ReadonlyMap<number, readonly string[]>;
}

/** Reads them; the views must be those of now. */
export async function readPeople({ duck }: Pick<Session, 'duck'>): Promise<People> {
  const edited = await selectRows(duck, 'SELECT row FROM edited_now');
  const since = await selectRows(duck, 'SELECT row, text FROM edited_since');
  const texts = column(since, 'text', 'text');
  return {
    edited: new Set(column(edited, 'row', 'int')),
    pending: new Map(Array.from(column(since, 'row', 'int'), (row, i) => [row, texts[i]!])),
    tags: await readTags(duck),
  };
}

async function readTags(duck: Session['duck']): Promise<Map<number, string[]>> {
  const batch = await selectRows(
    duck,
    'SELECT r.row, t.tag FROM (SELECT id, tag, rowid AS place FROM tags) t JOIN sample_rows r ON r.id = t.id ORDER BY place',
  );
  const tags = column(batch, 'tag', 'text');
  const byRow = new Map<number, string[]>();
  column(batch, 'row', 'int').forEach((row, i) => {
    const known = byRow.get(row);
    if (known === undefined) byRow.set(row, [tags[i]!]);
    else known.push(tags[i]!);
  });
  return byRow;
}
