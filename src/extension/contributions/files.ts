/** What the extension makes of files and of lines in a terminal: datasets, recipes, tasks and problems. */

/** A JSONL opens as a dataset where the user asks for it; as text otherwise. */
export const contributedEditors = [
  {
    viewType: 'betterSynth.dataset',
    displayName: '%editor.dataset%',
    selector: [{ filenamePattern: '*.jsonl' }],
    priority: 'option',
  },
];

/** `folder` is relative to the workspace folder; without `stage` all stages are run. */
export const contributedTasks = [
  {
    type: 'better-synth',
    properties: {
      folder: { type: 'string', description: '%task.folder%' },
      stage: { type: 'string', description: '%task.stage%' },
      from: { type: 'string', description: '%task.from%' },
      to: { type: 'string', description: '%task.to%' },
      sample: { type: 'integer', minimum: 1, description: '%task.sample%' },
      force: { type: 'boolean', description: '%task.force%' },
      dryRun: { type: 'boolean', description: '%task.dryRun%' },
      // Tells tasks that show a run which goes on from those that start one.
      run: { type: 'integer', description: '%task.run%' },
    },
  },
];

/** `file:line:col: severity CODE: message`, as `check` and `run` print findings. */
export const contributedMatchers = [
  {
    name: 'better-synth',
    owner: 'better-synth',
    source: 'better-synth',
    fileLocation: ['autoDetect', '${workspaceFolder}'],
    pattern: {
      regexp: '^(.+?):(\\d+):(\\d+): (error|warning|info) ([a-z][a-z0-9-]*): (.*)$',
      file: 1,
      line: 2,
      column: 3,
      severity: 4,
      code: 5,
      message: 6,
    },
  },
];

/** Read by the YAML extension, where there is one. */
export const contributedYaml = [{ fileMatch: ['better-synth.yaml', '*.synth.yaml'], url: './dist/recipe.schema.json' }];
