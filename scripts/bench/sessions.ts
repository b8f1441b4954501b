/**
 * `node sessions.ts NAME FOLDER`: does one thing inside a running session, again and again, and prints how long each
 * time took. A process of its own, so that its memory is its own.
 */
import { parseSetting, readStage, replay, withSettings } from '../../src/core/pipeline/decide-at.ts';
import { imported } from '../../src/core/pipeline/imported.ts';
import { ImportedGrid } from '../../src/core/pipeline/grid/imported-grid.ts';
import { Sets } from '../../src/core/pipeline/grid/sets.ts';
import { ScoreView } from '../../src/core/pipeline/scores/score-view.ts';
import { captionStyle } from '../../src/core/pipeline/scores/style/caption-style.ts';
import { openSession, type Session } from '../../src/core/pipeline/session.ts';
import { createViews } from '../../src/core/pipeline/views.ts';
import type { GridQuestion } from '../../src/protocol/grid.ts';
import type { Took } from './process.ts';

const rounds = 15;

/** From JSONL to registered part; once, because a second time nothing has changed. */
async function importing(session: Session): Promise<Took[]> {
  return [await timed(() => imported(session))];
}

/** Other thresholds over twelve operators, after the stage was read. */
async function deciding(session: Session): Promise<Took[]> {
  const stored = await readStage(session, 'clean');
  const decide = async (n: number): Promise<unknown> => {
    const settings = [`words_num_filter.min_num=${3 + (n % 8)}`, `text_length_filter.max_len=${120 + n}`];
    const changed = withSettings(session, 'clean', settings.map(parseSetting));
    return replay(stored, changed.stage.process);
  };
  await decide(0);
  return series((round) => decide(round + 1));
}

/** A question of the grid again and again, after its columns were read. */
function asking(question: GridQuestion) {
  return (session: Session): Promise<Took[]> => withGrid(session, (grid) => series(() => grid.find(question)));
}

/** Windows of 100 rows of an answer, each a little further down. */
async function windows(session: Session): Promise<Took[]> {
  const question = { filter: filters.score, orderBy: { key: 'special_char_ratio', descending: true } };
  return withGrid(session, async (grid) => {
    const rows = (await grid.find(question)).rows!;
    const read = async (round: number): Promise<void> => {
      const some = rows.subarray(1000 * round, 1000 * round + 100);
      const shown = await grid.read([...some], ['num_words', 'special_char_ratio', 'alnum_ratio']);
      if (shown.length !== 100) throw new Error(`a window of ${shown.length} rows`);
    };
    await read(rounds);
    return series(read);
  });
}

/** A brush that moves, beside one that stays: all histograms, two scores against each other, and the first samples. */
async function brushing(session: Session): Promise<Took[]> {
  return withGrid(session, async (grid) => {
    const view = await ScoreView.open(grid.columns, { stage: null, rows: null });
    const brush = async (round: number): Promise<void> => {
      const moving = { key: 'text_len', from: 60 + round, to: 150 + round };
      const brushes = [moving, { key: 'special_char_ratio', from: 0.1, to: 0.4 }];
      view.brush(brushes, { x: 'num_words', y: 'alnum_ratio' });
      await grid.read([...view.rows().subarray(0, 20)], ['text_len', 'special_char_ratio']);
    };
    await brush(rounds);
    return series(brush);
  });
}

/** How all captions are written. */
async function style(session: Session): Promise<Took[]> {
  const { signal } = new AbortController();
  return withGrid(session, async (grid) => [await timed(() => captionStyle((work) => work(grid), '', signal))]);
}

const filters = { score: 'outcome:kept text_len>=80 text_len<=200', caption: 'elephant "red house"' };

async function withGrid<T>(session: Session, act: (grid: ImportedGrid) => Promise<T>): Promise<T> {
  const { dataset, flow } = await createViews(session);
  const grid = await ImportedGrid.open(session, dataset, flow, new Sets(), null);
  try {
    await grid.find({ filter: filters.score, orderBy: null });
    return await act(grid);
  } finally {
    await grid.close();
  }
}

const programs = {
  importing,
  deciding,
  opening: asking({ filter: '', orderBy: null }),
  filtering: asking({ filter: filters.score, orderBy: null }),
  searching: asking({ filter: filters.caption, orderBy: null }),
  windows,
  brushing,
  style,
};

async function series(act: (round: number) => Promise<unknown>): Promise<Took[]> {
  const times: Took[] = [];
  for (let round = 0; round < rounds; round++) times.push(await timed(() => act(round)));
  return times;
}

async function timed(act: () => Promise<unknown>): Promise<Took> {
  const started = performance.now();
  const before = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - started) / 1000, cpuSeconds: (user + system) / 1e6 };
}

const [name, folder] = process.argv.slice(2);
const session = await openSession(folder!);
try {
  console.log(JSON.stringify(await programs[name as keyof typeof programs](session)));
} finally {
  session.close();
}
