/** An engine and its host half, as a page sees them: every answer can be replaced, delayed or refused. */
import type { Edited, Failure, SampleInFull, ScoredCaption, WantedEdit } from '../../../src/protocol/engine.ts';
import { sentence, sentencesText } from '../../../src/protocol/filter-sentences.ts';
import type { GridRow, Range } from '../../../src/protocol/grid.ts';
import type { GridEvents, GridMethods, GridTells } from '../../../src/protocol/views.ts';
import { rangesOf } from '../../../webview/shared/ranges.ts';
import { captionOf, overviewOf, pictureOf, rowOf } from './dataset.ts';

type Method = keyof GridMethods;
type Answers = {
  [M in Method]: (ask: GridMethods[M]['ask']) => GridMethods[M]['answer'] | Promise<GridMethods[M]['answer']>;
};

/** A failure that an answer ends with. */
export class Refusal extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** Which rows a result has, and where they stand. */
interface Found {
  readonly total: number;
  rowAt(place: number): number;
  placeOf(row: number): number;
}

/** The fake itself. */
export class FakeHost {
  /** All questions that came, in order. */
  readonly asked: { readonly method: Method; readonly ask: unknown; readonly at: number }[] = [];
  readonly told: { readonly name: keyof GridTells; readonly payload: unknown }[] = [];
  readonly cancelled: unknown[] = [];
  readonly captions = new Map<string, string>();
  readonly tags = new Map<string, string[]>();
  /** All samples whose tags were changed, in order. */
  readonly tagged: string[] = [];
  readonly answers: Answers;
  /** Milliseconds that every answer takes. */
  delay = 0;
  samples: number;
  tell: <E extends keyof GridEvents>(name: E, payload: GridEvents[E]) => Promise<void> = () => Promise.resolve();
  /** The rows that are found from now on, in order; null: as the filter finds them. */
  order: readonly number[] | null = null;
  #results = new Map<number, Found>();
  #result = 0;

  constructor(samples: number) {
    this.samples = samples;
    this.answers = this.#usual();
  }

  /** How often a question was asked. */
  count(method: Method): number {
    return this.asked.filter((each) => each.method === method).length;
  }

  /** What a question was asked with last. */
  last<M extends Method>(method: M): GridMethods[M]['ask'] | undefined {
    return this.asked.findLast((each) => each.method === method)?.ask as GridMethods[M]['ask'] | undefined;
  }

  /** Forgets its results, as an engine does when a run has ended. */
  forgetResults(): void {
    this.#results.clear();
  }

  row(number: number, scores: readonly string[]): GridRow {
    const row = rowOf(number, scores);
    const caption = this.captions.get(row.id);
    const tags = this.tags.get(row.id) ?? row.tags;
    if (caption === undefined) return { ...row, tags };
    return { ...row, tags, caption, before: row.caption, edited: true, pending: true };
  }

  #find(filter: string): Found {
    const { order } = this;
    if (order !== null)
      return { total: order.length, rowAt: (place) => order[place]!, placeOf: (row) => order.indexOf(row) };
    if (filter === '') return { total: this.samples, rowAt: (place) => place, placeOf: (row) => row };
    return {
      total: filter === 'outcome:dropped' ? Math.floor((this.samples + 3) / 7) : 0,
      rowAt: (place) => place * 7 + 3,
      placeOf: (row) => (filter === 'outcome:dropped' && row % 7 === 3 ? (row - 3) / 7 : -1),
    };
  }

  #found(result: number): Found {
    const found = this.#results.get(result);
    if (found === undefined) throw new Refusal({ kind: 'usage', message: 'What was asked for is old.', details: {} });
    return found;
  }

  #rowsAt(result: number, ranges: readonly Range[], most = Infinity): number[] {
    const found = this.#found(result);
    return ranges.flatMap(({ from, to }) =>
      Array.from({ length: Math.min(to - from, most) }, (_, index) => found.rowAt(from + index)),
    );
  }

  #placesOf(result: number, ranges: readonly Range[], into: number): Range[] {
    const [from, to] = [this.#found(result), this.#found(into)];
    if (from.total === to.total && ranges[0]?.to === to.total) return [...ranges];
    const places = this.#rowsAt(result, ranges).map((row) => to.placeOf(row));
    return [...rangesOf(places.filter((place) => place >= 0))];
  }

  #usual(): Answers {
    return {
      first: () => null,
      overview: () => overviewOf(this.samples),
      'grid/open': ({ filter }) => {
        const wrong = /(\w+)<(?!\d)/u.exec(filter);
        if (wrong !== null) {
          const says = [sentence('numberBehind', wrong[0])];
          const problem = {
            message: sentencesText(says),
            says,
            start: wrong.index,
            end: wrong.index + wrong[0].length,
          };
          return { result: this.#result, total: 0, of: this.samples, complete: true, problem };
        }
        const found = this.#find(filter);
        this.#results.set(++this.#result, found);
        return { result: this.#result, total: found.total, of: this.samples, complete: true, problem: null };
      },
      'grid/rows': ({ result, from, count, scores }) =>
        this.#rowsAt(result, [{ from, to: from + count }]).map((row) => this.row(row, scores)),
      'grid/ids': ({ result, ranges }) => this.#rowsAt(result, ranges).map((row) => this.row(row, []).id),
      'grid/place': ({ result, id }) => this.#found(result).placeOf(Number(id.slice(1))),
      'grid/places': ({ result, ranges, into }) => this.#placesOf(result, ranges, into),
      thumbnails: (pictures) =>
        pictures.map(({ path }) =>
          path.includes('missing')
            ? { path, reason: 'file not found' }
            : { path, name: `${Number(path.replace(/\D/gu, ''))}.svg`, width: 256, height: 192 },
        ),
      sample: ({ id, scores }) => this.#sample(Number(id.slice(1)), scores),
      'captions/score': ({ caption }) => scored(caption),
      'captions/find': ({ find, replace }) => ({
        samples: 2,
        matches: 3,
        shown: [0, 1].map((row) => ({
          id: rowOf(row, []).id,
          before: captionOf(row),
          after: captionOf(row).replaceAll(find, replace),
        })),
        problem: null,
      }),
      edit: (edits) => this.#edit(edits),
      replace: () => ({ batch: { from: 1, to: 3 }, count: 2, captions: [], skipped: [] }),
      tag: ({ of, add, remove }) => {
        const ids = 'ids' in of ? of.ids : this.#rowsAt(of.result, of.ranges, 1000).map((row) => this.row(row, []).id);
        this.tagged.push(...ids);
        for (const id of ids) {
          const tags = this.tags.get(id) ?? [...rowOf(Number(id.slice(1)), []).tags];
          this.tags.set(id, [...tags.filter((tag) => !remove.includes(tag) && !add.includes(tag)), ...add]);
        }
        void this.tell('changed', { what: ['tags'] });
        return { batch: { from: 1, to: 2 }, samples: ids.length };
      },
      save: () => null,
      'open-picture': () => null,
      'show-difference': () => null,
      copy: () => null,
      'restart-engine': () => null,
    };
  }

  #edit(edits: readonly WantedEdit[]): Edited {
    for (const { id, caption, seen } of edits) {
      const stands = this.captions.get(id) ?? captionOf(Number(id.slice(1)));
      if (stands !== seen)
        throw new Refusal({
          kind: 'conflict',
          message: 'The caption was changed elsewhere.',
          details: { where: id, safe: stands },
        });
      this.captions.set(id, caption);
    }
    void this.tell('changed', { what: ['edits'] });
    return { batch: { from: 1, to: 1 + edits.length }, count: edits.length, captions: edits, skipped: [] };
  }

  #sample(number: number, scores: readonly string[]): SampleInFull {
    const row = { ...this.row(number, scores) };
    const caption = (of: GridRow, model: string | null): SampleInFull['captions']['captions'][number] => ({
      id: of.id,
      caption: of.caption,
      before: of.before,
      origin: model === null ? 'source' : 'synthesized',
      edited: of.edited,
      images: row.images,
      parent: null,
      stage: null,
      model,
      prompt: null,
      outcome: of.outcome,
      decided: of.decided,
      times: of.times,
      scores: rowOf(of.row, ['image_text_similarity', 'image_aesthetics_scores', 'text_len']).scores,
    });
    const stage = {
      flags: [],
      text: null,
      cluster: null,
      times: null,
      captions: null,
      reason: null,
      operator: null,
    };
    return {
      row,
      history: {
        sample: { text: row.caption ?? '' },
        written: null,
        edits: row.edited ? [{ caption: row.caption!, at: '2026-11-20T10:00:00Z' }] : [],
        tags: row.tags,
        stages: [
          {
            ...stage,
            stage: 'clean-1',
            kind: 'clean',
            outcome: row.outcome ?? 'kept',
            operator: row.decided?.operator ?? null,
            reason: row.decided?.reason ?? null,
            scores: [
              { operator: 'image_text_similarity_filter', key: 'image_text_similarity', value: [0.12 + number / 2e6] },
              { operator: 'text_length_filter', key: 'text_len', value: captionOf(number).length },
            ],
          },
          {
            ...stage,
            stage: 'cluster',
            kind: 'cluster',
            outcome: 'kept',
            scores: [],
            cluster: { cluster: number % 12, distance: 0.41 },
          },
        ],
      },
      captions: {
        images: row.images,
        captions: [
          caption(row, null),
          caption(this.row(number + 1, []), 'llava-1.5'),
          caption(this.row(number + 2, []), 'llava-1.5'),
        ],
      },
      family: [this.row(number + 1, []), this.row(number + 2, [])],
      cluster: [
        this.row(number + 12, []),
        this.row(number + 24, []),
        this.row(number + 36, []),
        this.row(number + 48, []),
      ],
    };
  }
}

/** Scores that follow the text: longer captions fit better, and 24 words are read. */
export function scored(caption: string): ScoredCaption {
  const words = caption.split(/\s+/u).filter((word) => word !== '');
  const value = Math.min(0.9, 0.05 * words.length);
  const cut =
    words.length <= 24
      ? null
      : caption
          .split(/(?<=\s)/u)
          .slice(0, 24)
          .join('').length;
  const score = { min: null, max: null, keeps: null };
  return {
    scores: [
      {
        ...score,
        stage: 'clean-1',
        operator: 'image_text_similarity_filter',
        key: 'image_text_similarity',
        value,
        min: 0.2,
        keeps: value >= 0.2,
      },
      {
        ...score,
        stage: 'clean-1',
        operator: 'text_length_filter',
        key: 'text_len',
        value: caption.length,
        min: 10,
        max: 90,
        keeps: caption.length >= 10 && caption.length <= 90,
      },
    ],
    tokens: { model: 'clip-tiny', count: words.length + 2, limit: 26, cut },
    missing: null,
  };
}

/** Pictures of rows that are there. */
export const picturesOf = (rows: readonly number[]): string[] => rows.map(pictureOf);
