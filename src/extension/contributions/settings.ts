/** The settings of the extension. What a recipe says is no setting. */

/** Settings that only count in the user's own settings, or in a trusted workspace. */
export const restrictedSettings = ['betterSynth.engine.node'];

/** The settings as the manifest has them. */
export const contributedSettings = [
  {
    title: '%setting.group.general%',
    order: 1,
    properties: {
      'betterSynth.engine.node': {
        type: 'string',
        default: '',
        scope: 'machine',
        markdownDescription: '%setting.engine.node%',
        order: 1,
      },
    },
  },
  {
    title: '%setting.group.grid%',
    order: 2,
    properties: {
      'betterSynth.grid.thumbnailSize': {
        type: 'integer',
        default: 160,
        minimum: 80,
        maximum: 400,
        scope: 'window',
        markdownDescription: '%setting.grid.thumbnailSize%',
        order: 1,
      },
      'betterSynth.grid.scores': {
        type: 'array',
        items: { type: 'string' },
        uniqueItems: true,
        default: [],
        scope: 'resource',
        markdownDescription: '%setting.grid.scores%',
        order: 2,
      },
    },
  },
];

/** Our own caches are neither watched nor searched; nothing of the user's is left out. */
export const contributedDefaults = {
  'files.watcherExclude': { '**/.better-synth/cache/**': true, '**/.better-synth/parts/**': true },
  'search.exclude': { '**/.better-synth/cache': true, '**/.better-synth/parts': true },
};
