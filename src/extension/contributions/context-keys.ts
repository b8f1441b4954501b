/** The keys that menus, key bindings and welcome views ask for. */
export const contextKeys = [
  /** Some dataset is in the window. */
  'betterSynth.hasDataset',
  /** It was looked for one, and there is none: not the same before the first look. */
  'betterSynth.noDataset',
  /** A folder of the window has a data.jsonl and no recipe. */
  'betterSynth.hasJsonl',
  /** Something was run to its end, edited, exported in this window: what the walkthrough ticks off. */
  'betterSynth.hasResult',
  'betterSynth.hasEdit',
  'betterSynth.hasExport',
  /** A run goes on. */
  'betterSynth.runActive',
  /** A text is being written in a grid: keys are letters. */
  'betterSynth.inputFocus',
  /** An engine crashed twice, or does not start. */
  'betterSynth.engineGone',
] as const;

/** One of them. */
export type ContextKey = (typeof contextKeys)[number];
