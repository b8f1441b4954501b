import type { GridCommand, GridContext } from '../../../src/protocol/views.ts';
import type { Failure } from '../../../src/protocol/engine.ts';
import { FailureError } from '../../../src/protocol/failure.ts';
import type { GridRow } from '../../../src/protocol/grid.ts';
import { t } from '../../shared/words.ts';
import type { Grid } from './grid.ts';
import type { Target } from './pressed.ts';

/** What only the page itself can do. */
export interface Page {
  focusFilter(): void;
  chooseScores(): void;
  showKeys(): void;
  askTag(data: GridContext | null): void;
}

/** Carries out a command of the editor on the selection, the focused sample, or the one whose menu was opened. */
export async function carryOut(grid: Grid, page: Page, name: GridCommand, data: GridContext | null): Promise<void> {
  try {
    await actions[name](grid, page, data);
  } catch (error) {
    grid.banners.fail(error);
  }
}

type Action = (grid: Grid, page: Page, data: GridContext | null) => Promise<unknown> | void;

const actions: Readonly<Record<GridCommand, Action>> = {
  'focus-filter': (_grid, page) => {
    page.focusFilter();
  },
  'edit-caption': async (grid, _page, data) => {
    const row = await rowOf(grid, data);
    if (row === undefined) grid.banners.say(t('Choose a card first: click it, or go to it by the arrow keys.'));
    else await edit(grid, row, 'card');
  },
  'tag-keep': (grid, _page, data) => changeTags(grid, ['keep'], ['drop'], data, grid.pressed.take('tag-keep')),
  'tag-drop': (grid, _page, data) => changeTags(grid, ['drop'], ['keep'], data, grid.pressed.take('tag-drop')),
  'tag-undecided': (grid, _page, data) =>
    changeTags(grid, [], ['keep', 'drop'], data, grid.pressed.take('tag-undecided')),
  'add-tag': (grid, page, data) => {
    if (target(grid, data) !== null) page.askTag(data);
  },
  'select-all': (grid) => {
    grid.selection.all(grid.total);
  },
  'find-replace': (grid) => {
    if (mayEdit(grid)) grid.replacing.show(true);
  },
  'show-difference': async (grid, _page, data) => {
    const row = await rowOf(grid, data);
    if (row?.caption == null) return;
    if (row.before === null) grid.banners.say(t('This caption is as it was: nobody has changed it.'));
    else await grid.host.ask('show-difference', { id: row.id, before: row.before, after: row.caption });
  },
  'open-picture': async (grid, _page, data) => {
    const path = data?.path ?? (await rowOf(grid, data))?.images[0];
    if (path != null) await grid.host.ask('open-picture', { path });
  },
  'copy-path': async (grid, _page, data) => {
    const path = data?.path ?? (await rowOf(grid, data))?.images[0];
    if (path != null) await grid.host.ask('copy', { text: path });
  },
  'copy-id': async (grid, _page, data) => {
    const id = data?.id ?? (await grid.idInFocus());
    if (id !== null) await grid.host.ask('copy', { text: id });
  },
  'toggle-sample': async (grid, _page, data) => {
    if (data !== null) await grid.goTo(data.id);
    grid.togglePanel(data === null ? undefined : true);
  },
  'choose-scores': (_grid, page) => {
    page.chooseScores();
  },
  'show-keys': (_grid, page) => {
    page.showKeys();
  },
};

/** Opens a caption to be written, where that can be. */
export async function edit(grid: Grid, row: GridRow, where: 'card' | 'panel'): Promise<void> {
  if (row.caption === null) grid.banners.say(t('This line has no caption that could be edited.'));
  // What was being written before the page went is opened first, lest it be forgotten.
  else if (mayEdit(grid) && (await grid.resume())) await grid.draft.begin(row, where);
}

/** Whether captions can be edited here; where not, the person is told why. */
function mayEdit({ start, banners }: Grid): boolean {
  if (start.restricted) banners.say(t('Captions cannot be edited in Restricted Mode.'));
  else if (start.readOnly) banners.say(t('This file is open read-only: captions cannot be edited here.'));
  return !start.readOnly && !start.restricted;
}

/** Adds and removes tags of whatever the person means. */
export async function changeTags(
  grid: Grid,
  add: readonly string[],
  remove: readonly string[],
  data: GridContext | null = null,
  pressedOn: Target | null = null,
): Promise<void> {
  const of = data === null ? (pressedOn ?? target(grid, null)) : target(grid, data);
  if (of === null) return;
  const { samples } = await grid.host.ask('tag', { of, add, remove });
  for (const id of 'ids' in of ? of.ids : []) {
    grid.rows.patch(id, (row) => ({
      ...row,
      tags: [...row.tags.filter((tag) => !remove.includes(tag) && !add.includes(tag)), ...add],
    }));
  }
  grid.banners.say(samples === 1 ? t('1 sample was tagged.') : t('{0} samples were tagged.', samples));
}

/** Whom a command is about; null: nobody. @throws FailureError where that cannot be told yet */
function target(grid: Grid, data: GridContext | null): Target | null {
  const { selection, result } = grid;
  const { focus } = selection;
  const meant = data?.id ?? grid.focused?.id;
  const apart = data !== null && !selection.has(grid.rows.placeOf(data.id));
  if (selection.count > 0 && !apart) {
    if (result === null) throw new FailureError(notYet());
    return { result: result.result, ranges: selection.ranges };
  }
  if (meant !== undefined) return { ids: [meant] };
  // The focus went where the rows are still on their way.
  return result === null || focus < 0 ? null : { result: result.result, ranges: [{ from: focus, to: focus + 1 }] };
}

/** Keeps in mind whom a key is about that the editor makes a command of. */
export function notePressed(grid: Grid, event: KeyboardEvent): void {
  if (grid.result !== null) grid.pressed.note(event, target(grid, null));
}

/** What was seen last is shown: which samples stand in these places now is not known. */
function notYet(): Failure {
  return { kind: 'refused', message: t('The samples are still being opened: try again in a moment.'), details: {} };
}

async function rowOf(grid: Grid, data: GridContext | null): Promise<GridRow | undefined> {
  const id = data?.id ?? (await grid.idInFocus());
  if (id === null) return undefined;
  return grid.rows.at(grid.rows.placeOf(id)) ?? (await grid.host.ask('sample', { id, scores: [] })).row;
}
