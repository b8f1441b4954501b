/**
 * `node sessions.ts NAME FOLDER`: does one thing inside a running session, again and again, and prints how long each
 * time took. A process of its own, so that its memory is its own.
 */
import { parseSetting, readStage, replay, withSettings } from '../../src/core/pipeline/decide-at.ts';
import { imported } from '../../src/core/pipeline/imported.ts';
import { openPages, type PageQuestion } from '../../src/core/pipeline/page.ts';
import { openSession, type Session } from '../../src/core/pipeline/session.ts';
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

/** Pages of 100 rows, filtered by outcome and one score, sorted by another; each goes on where the one before ended. */
async function paging(session: Session): Promise<Took[]> {
  const pages = await openPages(session);
  const question: PageQuestion = {
    where: [{ outcomes: ['kept'] }, { score: 'text_len', min: 80, max: 200 }],
    orderBy: { score: 'special_char_ratio', descending: true },
    scores: ['num_words', 'special_char_ratio', 'alnum_ratio'],
    limit: 100,
  };
  let { next } = await pages.page(question);
  const times = await series(async () => {
    const page = await pages.page(next === null ? question : { ...question, after: next });
    if (page.rows.length !== question.limit) throw new Error(`a page of ${page.rows.length} rows`);
    next = page.next;
  });
  await pages.close();
  return times;
}

const programs = { importing, deciding, paging };

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
