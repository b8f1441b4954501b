/** What an engine looks at to notice that something has changed, whoever changed it. All of it is cheap. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineEvents } from '../protocol/engine.ts';
import { recipeName, type Session } from '../core/pipeline/session.ts';
import { layoutOf } from '../core/store/layout.ts';
import { lastEdit } from '../core/store/state/edits.ts';
import { lastTag } from '../core/store/state/tags.ts';

/** Something that views are about. */
export type Changed = EngineEvents['changed']['what'][number];

/** A text for each; another text: it has changed. */
export type Seen = Readonly<Record<Changed, string>>;

/** What is seen of a dataset that is shown with its state. */
export function seenIn({ file, state, folder, loaded }: Session): Seen {
  const run = state.one('SELECT n, state FROM runs ORDER BY n DESC LIMIT 1');
  const done = state.one(`SELECT count(*) AS n FROM stage_results WHERE state = 'done'`);
  return {
    dataset: identityOf(file),
    recipe: [join(folder, recipeName), ...(loaded?.configs ?? [])].map(identityOf).join('\n'),
    edits: String(lastEdit(state)),
    tags: String(lastTag(state)),
    results: [run?.['n'], run?.['state'], done?.['n']].join(' '),
  };
}

/** What is seen of a dataset whose lines alone are shown; `results` stands for the whole state. */
export function seenBeside(folder: string, file: string): Seen {
  const { stateDb } = layoutOf(folder);
  return {
    dataset: identityOf(file),
    recipe: identityOf(join(folder, recipeName)),
    edits: '',
    tags: '',
    results: `${identityOf(stateDb)} ${identityOf(`${stateDb}-wal`)}`,
  };
}

/** What differs between two looks. */
export function changesBetween(before: Seen, now: Seen): Changed[] {
  return (Object.keys(now) as Changed[]).filter((key) => now[key] !== before[key]);
}

function identityOf(path: string): string {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? '' : `${stats.ino} ${stats.size} ${stats.mtimeNs} ${stats.ctimeNs}`;
}
