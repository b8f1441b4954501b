/** The wire between a view and its host half in the editor: JSON-RPC over window messages. */
import type { GridResult, GridRow, Thumbnail } from './grid.ts';
import type { Answer, Ask, Edited, EngineEvents, EngineMethod, Failure, Replacement, WantedEdit } from './engine.ts';

/** Questions of the grid that go to the engine as they are, once their shape is checked. */
export const forwarded = [
  'overview',
  'grid/open',
  'grid/rows',
  'grid/ids',
  'grid/place',
  'grid/places',
  'thumbnails',
  'sample',
  'captions/score',
  'captions/find',
] as const satisfies readonly EngineMethod[];
/** One of them. */
export type ForwardedMethod = (typeof forwarded)[number];

/** Rows are asked for by so many at once. */
export const pageSize = 100;

/** Pictures are asked for by so many at once: the first ones are shown before the last ones are made. */
export const batchSize = 8;

/** What a page shows first: all samples from the beginning, as far as they were there when it was being loaded. */
export interface FirstWindow {
  readonly result: GridResult;
  /** The first {@link pageSize}, without scores. */
  readonly rows: readonly GridRow[];
  /** As many as are made. */
  readonly thumbnails: readonly Thumbnail[];
  /** Something has changed since: it is worth asking again. */
  readonly changed: boolean;
}

/** What a grid asks its host. Edits and tags go through the document, which can take them back. */
export type GridMethods = { readonly [M in ForwardedMethod]: { ask: Ask<M>; answer: Answer<M> } } & {
  /** What was asked ahead of the page; null: nothing, or it was told before. */
  first: { ask: null; answer: FirstWindow | null };
  edit: { ask: readonly WantedEdit[]; answer: Edited };
  replace: { ask: Replacement; answer: Edited };
  tag: { ask: Ask<'tags/change'>; answer: Answer<'tags/change'> };
  /** Tries unsaved edits again. */
  save: { ask: null; answer: null };
  /** Opens a sample's picture in the editor's own viewer. */
  'open-picture': { ask: { readonly path: string }; answer: null };
  /** Shows a caption beside the one that it was born with, as the editor shows differences. */
  'show-difference': { ask: { readonly id: string; readonly before: string; readonly after: string }; answer: null };
  copy: { ask: { readonly text: string }; answer: null };
  /** Starts the engine anew, also after it was given up. */
  'restart-engine': { ask: null; answer: null };
};

/** What a page keeps of itself, by name. */
export type KeptView = Readonly<Record<string, unknown>>;

/** What a grid tells its host. */
export interface GridTells {
  /** The page listens. */
  ready: null;
  /** Whether a text is being written: keys then are letters. */
  'input-focus': { readonly focused: boolean };
  /** Where the person is: given back to a page whose window lost it. Only pages read it. */
  kept: KeptView;
}

/** What a host tells its grid. */
export interface GridEvents {
  changed: EngineEvents['changed'];
  /** A command of the editor that the grid carries out; `data` is what the context menu was opened on. */
  command: { readonly name: GridCommand; readonly data: GridContext | null };
  /** A filter that was asked for from outside: the page shows its samples. */
  filter: { readonly filter: string };
  /** Edits that could not be written yet: shown as unsaved, kept. */
  unsaved: { readonly edits: readonly WantedEdit[]; readonly failure: Failure | null };
  /** `gone` says why; the page shows what it has, and asks again when it is back. */
  engine: { readonly state: 'there' | 'gone'; readonly failure: Failure | null };
}

/** Commands that the grid carries out. */
export const gridCommands = [
  'focus-filter',
  'edit-caption',
  'tag-keep',
  'tag-drop',
  'tag-undecided',
  'add-tag',
  'select-all',
  'find-replace',
  'show-difference',
  'open-picture',
  'copy-path',
  'copy-id',
  'toggle-sample',
  'choose-scores',
  'show-keys',
] as const;
/** One of them. */
export type GridCommand = (typeof gridCommands)[number];

/** What `data-vscode-context` of a card says: the editor's own context menu opens on it. */
export interface GridContext {
  readonly webviewSection: 'card';
  readonly id: string;
  readonly path: string | null;
  readonly preventDefaultContextMenuItems: true;
}

/** What a page is born with: JSON in the element `#start`. */
export interface GridStart {
  /** Below it thumbnails lie, as the page may load them; ends without a slash. */
  readonly thumbnails: string;
  /** The dataset file's name. */
  readonly file: string;
  readonly readOnly: boolean;
  /** Restricted Mode: placeholders for pictures. */
  readonly restricted: boolean;
  /** BCP 47. */
  readonly language: string;
  /** Translations by English text. */
  readonly words: Readonly<Record<string, string>>;
  /** Keys of the editor's commands, for the sheet of keys. */
  readonly keys: readonly { readonly command: GridCommand; readonly title: string; readonly key: string }[];
  /** A filter to begin with, where one was asked for. */
  readonly filter: string | null;
  /** The least width of a card in pixels and the scores on cards, as the person's settings have them. */
  readonly size?: number;
  readonly scores?: readonly string[];
  /** What a page on this dataset told as `kept` last. */
  readonly kept?: KeptView | null;
}
