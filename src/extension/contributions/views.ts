/** The activity-bar container, its three trees, and what they say while they are empty. */

const container = 'betterSynth';

/** The ids of the trees. */
export type ViewId = 'betterSynth.datasets' | 'betterSynth.recipes' | 'betterSynth.runs';

const icons: Readonly<Record<ViewId, string>> = {
  'betterSynth.datasets': '$(database)',
  'betterSynth.recipes': '$(list-tree)',
  'betterSynth.runs': '$(history)',
};

/** The container as the manifest has it. */
export const contributedContainers = {
  activitybar: [{ id: container, title: 'Better Synth', icon: 'media/icon.svg' }],
};

/** The views as the manifest has them. */
export function contributedViews(): object {
  const views = Object.entries(icons).map(([id, icon]) => ({
    id,
    name: `%view.${id.slice('betterSynth.'.length)}%`,
    contextualTitle: 'Better Synth',
    icon,
  }));
  return { [container]: views };
}

const noFolder = 'workspaceFolderCount == 0';
const noDataset = 'workspaceFolderCount != 0 && betterSynth.noDataset';
const trusted = 'isWorkspaceTrusted';

const welcomes: readonly { view: ViewId; key: string; when: string }[] = [
  { view: 'betterSynth.datasets', key: 'noFolder', when: `${noFolder} && ${trusted}` },
  { view: 'betterSynth.datasets', key: 'hasJsonl', when: `${noDataset} && ${trusted} && betterSynth.hasJsonl` },
  { view: 'betterSynth.datasets', key: 'noDataset', when: `${noDataset} && ${trusted} && !betterSynth.hasJsonl` },
  { view: 'betterSynth.datasets', key: 'untrusted', when: `betterSynth.noDataset && !${trusted}` },
  { view: 'betterSynth.datasets', key: 'engineGone', when: 'betterSynth.engineGone' },
  { view: 'betterSynth.recipes', key: 'noRecipe', when: 'betterSynth.noDataset' },
  { view: 'betterSynth.runs', key: 'noRun', when: `betterSynth.hasDataset && ${trusted}` },
  { view: 'betterSynth.runs', key: 'noRunUntrusted', when: `betterSynth.hasDataset && !${trusted}` },
  { view: 'betterSynth.runs', key: 'noRunNoDataset', when: 'betterSynth.noDataset' },
];

/** The welcome views as the manifest has them. */
export function contributedWelcomes(): object[] {
  return welcomes.map(({ view, key, when }) => ({ view, contents: `%welcome.${key}%`, when }));
}
