/** The one walkthrough: from nothing to an exported selection. */

const steps: readonly { readonly id: string; readonly completionEvents: readonly string[] }[] = [
  { id: 'sample', completionEvents: ['onContext:betterSynth.hasDataset'] },
  { id: 'run', completionEvents: ['onContext:betterSynth.hasResult'] },
  { id: 'grid', completionEvents: ['onCommand:betterSynth.dataset.open'] },
  { id: 'decide', completionEvents: ['onCommand:betterSynth.lab.open'] },
  { id: 'edit', completionEvents: ['onContext:betterSynth.hasEdit'] },
  { id: 'export', completionEvents: ['onContext:betterSynth.hasExport'] },
];

/** The walkthrough as the manifest has it. */
export function contributedWalkthroughs(): object[] {
  return [
    {
      id: 'start',
      title: '%walkthrough.title%',
      description: '%walkthrough.description%',
      icon: 'media/icon.png',
      steps: steps.map(({ id, completionEvents }) => ({
        id,
        title: `%walkthrough.${id}.title%`,
        description: `%walkthrough.${id}.description%`,
        media: { svg: `media/walkthrough/${id}.svg`, altText: `%walkthrough.${id}.alt%` },
        completionEvents,
      })),
    },
  ];
}
