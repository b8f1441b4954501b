/** A dataset folder, opened: its recipe, its store, its imported samples. Whoever asks (command line, engine) holds one. */
import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Problem } from '../../protocol/records.ts';
import { ProductError } from '../../protocol/errors.ts';
import { exitOf, parseRecipe } from '../recipe/parse.ts';
import type { Places } from '../recipe/places.ts';
import type { Recipe, RecipeFiles } from '../recipe/recipe.ts';
import { assertOwnFolders, createLayout, layoutOf, type Layout } from '../store/layout.ts';
import { Duck } from '../store/duck.ts';
import { Parts } from '../store/parts.ts';
import { State } from '../store/state/state.ts';

/** The recipe's name in a dataset folder. */
export const recipeName = 'better-synth.yaml';

/** The dataset file of a folder whose recipe names none. */
const usualFile = 'data.jsonl';

/** A recipe file as read; `recipe` is null where it has errors. */
export interface LoadedRecipe {
  readonly path: string;
  readonly text: string;
  readonly recipe: Recipe | null;
  readonly problems: readonly Problem[];
  /** Where stages, operators and parameters stand in the text. */
  readonly places: Places;
  /** The files that it names as the configs of stages, absolute. */
  readonly configs: readonly string[];
}

/** An open dataset folder. */
export interface Session {
  /** Absolute. */
  readonly folder: string;
  /** The dataset file, absolute. */
  readonly file: string;
  readonly layout: Layout;
  readonly state: State;
  readonly duck: Duck;
  readonly store: Parts;
  /** Null where the folder has no recipe. */
  readonly loaded: LoadedRecipe | null;
  close(): void;
}

/**
 * Opens a dataset folder.
 * @param recipePath another recipe than the folder's own
 * @throws ProductError `usage` when there is no such folder, `disk`, `refused`, `damaged`
 */
export async function openSession(dir: string, recipePath?: string): Promise<Session> {
  const folder = existingFolder(dir);
  const loaded = loadRecipe(folder, recipePath);
  const file = join(folder, loaded?.recipe?.dataset ?? usualFile);
  const { layout, state } = openState(folder);
  return withStore({ folder, file, loaded, layout, state }, join(layout.cache, 'duckdb'));
}

/**
 * Opens a folder that has a state, to look at it: nothing is written, not even beside it.
 * @returns null where there is no state
 * @throws ProductError as {@link openSession} does
 */
export async function openToLook(dir: string): Promise<Session | null> {
  const folder = existingFolder(dir);
  const loaded = loadRecipe(folder);
  const file = join(folder, loaded?.recipe?.dataset ?? usualFile);
  const layout = layoutOf(folder);
  assertOwnFolders(layout);
  if (statSync(layout.stateDb, { throwIfNoEntry: false }) === undefined) return null;
  return withStore({ folder, file, loaded, layout, state: State.open(layout.stateDb, { readOnly: true }) }, '');
}

/** The dataset file that a folder's recipe names, absolute; null where the recipe has errors. Touches nothing. */
export function datasetFileOf(folder: string): string | null {
  const loaded = loadRecipe(folder);
  if (loaded?.recipe === null) return null;
  return join(folder, loaded?.recipe.dataset ?? usualFile);
}

/** @param temporary where DuckDB puts what does not fit into memory; empty: nowhere */
async function withStore(
  opened: Pick<Session, 'folder' | 'file' | 'loaded' | 'layout' | 'state'>,
  temporary: string,
): Promise<Session> {
  const { layout, state } = opened;
  try {
    const duck = await Duck.open({ folders: [layout.parts, layout.cache], temporary });
    const store = new Parts(layout.parts, duck);
    const close = (): void => {
      duck.close();
      state.close();
    };
    return { ...opened, duck, store, close };
  } catch (error) {
    state.close();
    throw error;
  }
}

/** Opens a folder, uses it, and closes it whatever happens. */
export async function withSession<T>(
  dir: string,
  recipePath: string | undefined,
  use: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await openSession(dir, recipePath);
  try {
    return await use(session);
  } finally {
    session.close();
  }
}

/**
 * The recipe of a session, or the error that the recipe's problems make.
 * @throws ProductError `usage` or `refused`
 */
export function validRecipe({ loaded, folder }: Pick<Session, 'loaded' | 'folder'>): {
  recipe: Recipe;
  loaded: LoadedRecipe;
} {
  if (loaded === null) {
    throw new ProductError('usage', `There is no ${recipeName} in ${folder}.`, {
      where: folder,
      next: `better-synth init ${folder} writes one to start from.`,
    });
  }
  if (loaded.recipe === null) throw recipeError(loaded);
  return { recipe: loaded.recipe, loaded };
}

/** Reads a recipe file; null where the folder has none of its own. @throws ProductError `usage` when a named one is missing. */
export function loadRecipe(folder: string, recipePath?: string): LoadedRecipe | null {
  const path = recipePath === undefined ? join(folder, recipeName) : resolve(recipePath);
  const text = readText(path);
  if (text === null) {
    if (recipePath === undefined) return null;
    throw new ProductError('usage', `The recipe ${path} cannot be read.`, { where: path });
  }
  return parseAt(path, text);
}

/**
 * Parses a recipe's text as the file that it is, or will be.
 * @param changed texts of files it names, by absolute path, that are not on the disk yet
 */
export function parseAt(path: string, text: string, changed: ReadonlyMap<string, string> = new Map()): LoadedRecipe {
  const configs: string[] = [];
  const beside = readBeside(path, changed);
  const read = (file: string): string | null => {
    configs.push(join(dirname(path), file));
    return beside(file);
  };
  return { path, text, ...parseRecipe({ text, file: basename(path) }, { read }), configs };
}

/** Reads the files that a recipe names. */
export function readBeside(path: string, changed: ReadonlyMap<string, string> = new Map()): RecipeFiles['read'] {
  return (file) => changed.get(join(dirname(path), file)) ?? readText(join(dirname(path), file));
}

function recipeError({ path, problems }: LoadedRecipe): ProductError {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const lines = errors.map(
    ({ file, line, column, severity, code, message }) =>
      `${file}:${line ?? 1}:${column ?? 1}: ${severity} ${code}: ${message}`,
  );
  return new ProductError(exitOf(problems) === 9 ? 'refused' : 'usage', lines.join('\n'), {
    where: path,
    safe: 'Nothing was run.',
    next: 'better-synth check tells all findings.',
    problems: errors,
  });
}

function existingFolder(dir: string): string {
  const folder = resolve(dir);
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (stats?.isDirectory() === true) return folder;
  throw new ProductError(
    'usage',
    stats === undefined ? `There is no folder ${folder}.` : `${folder} is not a folder.`,
    {
      next: 'Name the folder that holds data.jsonl.',
    },
  );
}

/** Creates what is missing; in a folder that cannot be written, an existing state is opened for reading. */
function openState(folder: string): { layout: Layout; state: State } {
  try {
    const layout = createLayout(folder);
    return { layout, state: State.open(layout.stateDb) };
  } catch (error) {
    const layout = layoutOf(folder);
    const isDisk = error instanceof ProductError && error.kind === 'disk';
    if (!isDisk || statSync(layout.stateDb, { throwIfNoEntry: false }) === undefined) throw error;
    assertOwnFolders(layout);
    return { layout, state: State.open(layout.stateDb) };
  }
}

/** A file's text, or null where it cannot be read. */
export function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
