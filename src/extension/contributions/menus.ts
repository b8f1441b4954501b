/** Where commands are found besides the palette. */
import { panelNames } from '../../protocol/panels.ts';
import { commands, type CommandId } from './commands.ts';

interface MenuItem {
  readonly command: CommandId;
  readonly when?: string;
  readonly group: string;
}

const inView = (view: string, more = ''): string => `view == betterSynth.${view}${more}`;
const on = (view: string, item: string): string => inView(view, ` && viewItem =~ /^${item}/`);

function item(command: CommandId, when: string, group: string): MenuItem {
  return { command, when, group };
}

/** An icon on the row, and an entry of its menu, where those look who do not know the icon. */
function inBoth(command: CommandId, when: string, place: number, group: string): MenuItem[] {
  return [item(command, when, `inline@${place}`), item(command, when, group)];
}

/** The panels. */
const looks = panelNames.map((name): CommandId => `betterSynth.${name}.open`);

const viewTitle = [
  ...looks.map((command, place) =>
    item(command, inView('datasets', ' && betterSynth.hasDataset'), `3_look@${place + 1}`),
  ),
  item('betterSynth.dataset.open', inView('datasets', ' && betterSynth.hasDataset'), 'navigation@1'),
  item('betterSynth.dataset.refresh', inView('datasets', ' && betterSynth.hasDataset'), 'navigation@2'),
  item('betterSynth.dataset.createSample', inView('datasets'), '1_make@1'),
  item('betterSynth.dataset.init', inView('datasets'), '1_make@2'),
  item('betterSynth.dataset.export', inView('datasets', ' && betterSynth.hasDataset'), '2_take@1'),
  item('betterSynth.report.write', inView('datasets', ' && betterSynth.hasDataset'), '2_take@3'),
  item('betterSynth.dataset.exportEdits', inView('datasets', ' && betterSynth.hasDataset'), '2_take@2'),
  item('betterSynth.walkthrough.open', inView('datasets'), '8_help@1'),
  item('betterSynth.settings.open', inView('datasets'), '8_help@2'),
  item('betterSynth.log.show', inView('datasets'), '9_trouble@1'),
  item('betterSynth.diagnostics.copy', inView('datasets'), '9_trouble@2'),
  item('betterSynth.engine.restart', inView('datasets'), '9_trouble@3'),
  item('betterSynth.recipe.runAll', inView('recipes', ' && betterSynth.hasDataset'), 'navigation@1'),
  item('betterSynth.recipe.preview', inView('recipes', ' && betterSynth.hasDataset'), 'navigation@2'),
  item('betterSynth.dataset.openRecipe', inView('recipes', ' && betterSynth.hasDataset'), 'navigation@3'),
  item('betterSynth.recipe.dryRun', inView('recipes', ' && betterSynth.hasDataset'), '1_run@1'),
  item('betterSynth.run.show', inView('runs', ' && betterSynth.runActive'), 'navigation@1'),
  item('betterSynth.run.cancel', inView('runs', ' && betterSynth.runActive'), 'navigation@2'),
  item(
    'betterSynth.run.resume',
    inView('runs', ' && betterSynth.hasDataset && !betterSynth.runActive'),
    'navigation@3',
  ),
];

const viewItems = [
  ...looks.map((command, place) => item(command, on('datasets', 'dataset'), `1_look@${place + 1}`)),
  ...inBoth('betterSynth.scores.open', on('datasets', 'stage'), 3, '1_look@1'),
  item('betterSynth.lab.open', on('datasets', 'stage'), '1_look@2'),
  item('betterSynth.lab.open', on('recipes', 'stage'), '1_look@1'),
  item('betterSynth.scores.open', on('recipes', 'stage'), '1_look@2'),
  item('betterSynth.training.open', on('runs', 'run'), '1_look@1'),
  item('betterSynth.compare.open', on('runs', 'run'), '1_look@2'),
  ...inBoth('betterSynth.dataset.open', on('datasets', '(dataset|filtered)'), 2, '1_open@1'),
  ...inBoth('betterSynth.recipe.runAll', on('datasets', 'dataset'), 1, '2_run@1'),
  item('betterSynth.dataset.openRecipe', on('datasets', 'dataset'), '1_open@2'),
  item('betterSynth.recipe.preview', on('datasets', 'dataset'), '2_run@2'),
  item('betterSynth.recipe.dryRun', on('datasets', 'dataset'), '2_run@3'),
  item('betterSynth.dataset.export', on('datasets', '(dataset|stage)'), '3_take@1'),
  item('betterSynth.report.write', on('datasets', 'dataset'), '3_take@4'),
  item('betterSynth.dataset.exportEdits', on('datasets', '(dataset|edited)'), '3_take@2'),
  item('betterSynth.dataset.writeEdits', on('datasets', '(dataset|edited)'), '3_take@3'),
  item('betterSynth.dataset.copyPath', on('datasets', 'dataset'), '4_path@1'),
  item('betterSynth.dataset.reveal', on('datasets', 'dataset'), '4_path@2'),
  ...inBoth('betterSynth.stage.run', on('datasets', 'stage'), 1, '2_run@1'),
  ...inBoth('betterSynth.dataset.open', on('datasets', 'stage'), 2, '1_open@1'),
  item('betterSynth.recipe.preview', on('datasets', 'stage'), '2_run@2'),
  item('betterSynth.recipe.dryRun', on('datasets', 'stage'), '2_run@3'),
  ...inBoth('betterSynth.dataset.open', on('datasets', 'edited'), 2, '1_open@1'),
  ...inBoth('betterSynth.recipe.runAll', on('recipes', 'recipe'), 1, '2_run@1'),
  item('betterSynth.recipe.goTo', on('recipes', '(stage|operator)'), '1_open@1'),
  ...inBoth('betterSynth.stage.run', on('recipes', 'stage'), 1, '2_run@1'),
  ...inBoth('betterSynth.recipe.preview', on('recipes', 'stage'), 2, '2_run@2'),
  item('betterSynth.recipe.preview', on('recipes', 'recipe'), '2_run@2'),
  item('betterSynth.recipe.dryRun', on('recipes', '(recipe|stage)'), '2_run@3'),
  ...inBoth('betterSynth.run.cancel', on('runs', 'run running'), 1, '2_run@1'),
  ...inBoth('betterSynth.run.show', on('runs', 'run running'), 2, '1_open@1'),
  ...inBoth('betterSynth.run.resume', on('runs', 'run (failed|cancelled) last'), 1, '2_run@1'),
  ...inBoth('betterSynth.run.openReport', on('runs', 'run .*report'), 3, '1_open@2'),
  item('betterSynth.run.openLog', on('runs', 'run'), '1_open@3'),
  item('betterSynth.run.openFolder', on('runs', 'run'), '1_open@4'),
];

const card = "webviewId == 'betterSynth.dataset' && webviewSection == 'card'";
const onCards = (
  [
    ['edit-caption', '1_edit@1'],
    ['show-difference', '1_edit@2'],
    ['tag-keep', '2_tag@1'],
    ['tag-drop', '2_tag@2'],
    ['tag-undecided', '2_tag@3'],
    ['add-tag', '2_tag@4'],
    ['toggle-sample', '3_open@1'],
    ['open-picture', '3_open@2'],
    ['copy-path', '4_copy@1'],
    ['copy-id', '4_copy@2'],
  ] as const
).map(([name, group]) => item(`betterSynth.grid.${name}`, card, group));

const jsonl = 'resourceExtname == .jsonl';
const recipe = 'resourceFilename == better-synth.yaml';
const grid = 'activeCustomEditorId == betterSynth.dataset';

/** The menus as the manifest has them. */
export function contributedMenus(): object {
  const hidden = [...commands].flatMap(([command, { palette }]) =>
    palette === undefined ? [] : [{ command, when: palette === false ? 'false' : palette }],
  );
  return {
    commandPalette: hidden,
    'view/title': viewTitle,
    'view/item/context': viewItems,
    'webview/context': onCards,
    'explorer/context': [item('betterSynth.dataset.open', jsonl, 'navigation@20')],
    'editor/title': [
      item('betterSynth.dataset.open', `${jsonl} && !activeCustomEditorId`, 'navigation@1'),
      item('betterSynth.recipe.runAll', recipe, 'navigation@1'),
      item('betterSynth.recipe.preview', recipe, 'navigation@2'),
      item('betterSynth.grid.find-replace', grid, 'navigation@1'),
      item('betterSynth.grid.choose-scores', grid, 'navigation@2'),
      item('betterSynth.dataset.export', grid, 'navigation@3'),
      item('betterSynth.dataset.exportEdits', grid, '2_take@1'),
      item('betterSynth.dataset.writeEdits', grid, '2_take@2'),
      item('betterSynth.grid.show-keys', grid, '3_help@1'),
    ],
  };
}
