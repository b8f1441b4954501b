/**
 * The wire between a panel of the editor (scores, lab, map, training, compare, ledger) and its host half: JSON-RPC over
 * window messages, as the grid has it.
 */
import type { Answer, Ask, EngineEvents, EngineMethod, Failure } from './engine.ts';
import { compareMethods } from './compare.ts';
import { labMethods, type LabAsk } from './lab.ts';
import { ledgerMethods } from './ledger.ts';
import { mapMethods } from './map.ts';
import { scoresMethods } from './scores.ts';
import { trainingMethods } from './training.ts';
import type { KeptView } from './views.ts';

/** The panels: at most one of each for a dataset. Each is a page of its own. */
export const panelNames = ['scores', 'lab', 'map', 'training', 'compare', 'ledger'] as const;
/** One of them. */
export type PanelName = (typeof panelNames)[number];

/** What a panel is opened on; what is not named it chooses itself. */
export interface PanelSubject {
  readonly stage?: string;
  /** Runs, or stages of runs, as `diff` names them: `7` or `7-clean-1`. */
  readonly runs?: readonly string[];
  /** A sample. */
  readonly id?: string;
  /** Samples, in the filter grammar. */
  readonly filter?: string;
}

/** Questions of panels that go to the engine as they are, once their shape is checked. */
export const forwardedByPanels = [
  'overview',
  'grid/open',
  'grid/rows',
  'grid/ids',
  'thumbnails',
  'sample',
  'sets/put',
  'runs/list',
  'tags/change',
  ...scoresMethods,
  ...labMethods,
  ...mapMethods,
  ...trainingMethods,
  ...compareMethods,
  ...ledgerMethods,
] as const satisfies readonly EngineMethod[];
/** One of them. */
export type PanelForwarded = (typeof forwardedByPanels)[number];

/** A file that a panel made, to be saved where the person says. */
export interface MadeFile {
  /** The name that is offered, with its extension. */
  readonly name: string;
  readonly content: { readonly text: string } | { readonly base64: string };
}

/** Absolute paths of the logs that were chosen so far. */
export interface ChosenLogs {
  readonly paths: readonly string[];
}

/** What a panel was opened on, and which time: a page that comes back was left elsewhere since. */
export interface PanelOpening {
  readonly subject: PanelSubject;
  /** Another number each time somebody opens the panel. */
  readonly opened: number;
}

/** What a panel asks its host. */
export type PanelMethods = { readonly [M in PanelForwarded]: { ask: Ask<M>; answer: Answer<M> } } & {
  /** Opens the grid beside the panel on what a filter finds. */
  'show-samples': { ask: { readonly filter: string }; answer: null };
  /** A grid of the dataset that can be seen shows what the filter finds; none is opened. */
  'lead-grid': { ask: { readonly filter: string }; answer: { readonly led: boolean } };
  'open-panel': { ask: { readonly panel: PanelName; readonly subject: PanelSubject }; answer: null };
  /** Goes to a stage, or an operator of it, in the recipe. */
  /** Without a stage: what is wrong in the recipe first, or its beginning. */
  'go-to-recipe': { ask: { readonly stage: string | null; readonly operator: string | null }; answer: null };
  'run-stage': { ask: { readonly stage: string }; answer: null };
  /** Puts thresholds into the recipe as an edit that the editor can undo, and saves it. */
  'write-thresholds': { ask: LabAsk; answer: null };
  'save-file': { ask: MadeFile; answer: { readonly saved: boolean } };
  'open-picture': { ask: { readonly path: string }; answer: null };
  copy: { ask: { readonly text: string }; answer: null };
  /**
   * Logs of trainings that somebody chose for this dataset: only these are read. Of `dropped` ones the editor asks whether
   * they are meant; with none it shows its dialog.
   */
  'choose-log': { ask: { readonly dropped: readonly string[] }; answer: ChosenLogs };
  'known-logs': { ask: null; answer: ChosenLogs };
  'forget-log': { ask: { readonly path: string }; answer: ChosenLogs };
  'restart-engine': { ask: null; answer: null };
};

/** What a panel tells its host. */
export interface PanelTells {
  /** The page listens. */
  ready: null;
  /** Where the person is: given back to a page whose window lost it. Only pages read it. */
  kept: KeptView;
}

/** What a host tells its panel. */
export interface PanelEvents {
  changed: EngineEvents['changed'];
  'run-progress': EngineEvents['run-progress'];
  /** The panel was opened again, on something else. */
  subject: PanelOpening;
  /** `gone` says why; the page shows what it has, and asks again when it is back. */
  engine: { readonly state: 'there' | 'gone'; readonly failure: Failure | null };
}

/** What a panel's page is born with: JSON in the element `#start`. */
export interface PanelStart extends PanelOpening {
  readonly panel: PanelName;
  /** The dataset's name. */
  readonly dataset: string;
  /** Its folder's address, by which the window brings a panel back. */
  readonly folder: string;
  /** Below it thumbnails lie, as the page may load them; ends without a slash. */
  readonly thumbnails: string;
  /** The dataset's folder cannot be written. */
  readonly readOnly: boolean;
  /** Restricted Mode: placeholders for pictures, and nothing is computed or written. */
  readonly restricted: boolean;
  /** BCP 47. */
  readonly language: string;
  /** Translations by English text. */
  readonly words: Readonly<Record<string, string>>;
  /** What a page of this panel on this dataset told as `kept` last. */
  readonly kept: KeptView | null;
}
