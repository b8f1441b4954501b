/** All commands of the extension. A title stands in package.nls.json as `command.<id>`. */
import type { GridCommand } from '../../protocol/views.ts';

/** How a command shows itself. */
export interface CommandLook {
  readonly icon?: string;
  /** When it makes sense; otherwise it is grey, and not in the palette. */
  readonly enablement?: string;
  /** When it is in the palette; false: it needs to be told what it is about. By default always. */
  readonly palette?: string | false;
}

const trusted = 'isWorkspaceTrusted';
const inGrid = "activeCustomEditorId == 'betterSynth.dataset'";

const general = {
  'dataset.open': { icon: '$(preview)' },
  'dataset.refresh': { icon: '$(refresh)' },
  'dataset.createSample': { icon: '$(beaker)', enablement: trusted },
  'dataset.init': { icon: '$(new-file)', enablement: trusted },
  'dataset.export': { icon: '$(export)', enablement: trusted },
  'dataset.exportEdits': { enablement: trusted },
  'dataset.writeEdits': { enablement: trusted },
  'dataset.openRecipe': { icon: '$(go-to-file)' },
  'dataset.copyPath': { palette: false },
  'dataset.reveal': { palette: false },
  'stage.run': { icon: '$(play)', enablement: trusted },
  'recipe.runAll': { icon: '$(run-all)', enablement: trusted },
  'recipe.preview': { icon: '$(eye)', enablement: trusted },
  'recipe.dryRun': { icon: '$(checklist)', enablement: trusted },
  'recipe.goTo': { icon: '$(go-to-file)', palette: false },
  'run.resume': { icon: '$(debug-continue)', enablement: trusted },
  'run.cancel': { icon: '$(debug-stop)', enablement: 'betterSynth.runActive' },
  'run.show': { icon: '$(terminal)', enablement: 'betterSynth.runActive' },
  'run.openReport': { icon: '$(file-code)', palette: false },
  'run.openLog': { icon: '$(output)', palette: false },
  'run.openFolder': { icon: '$(folder-opened)', palette: false },
  'scores.open': { icon: '$(graph)' },
  'lab.open': { icon: '$(settings)' },
  'map.open': { icon: '$(compass)' },
  'training.open': { icon: '$(graph-line)' },
  'compare.open': { icon: '$(diff-multiple)' },
  'ledger.open': { icon: '$(filter)' },
  'report.write': { icon: '$(file-text)', enablement: trusted },
  'log.show': { icon: '$(output)' },
  'diagnostics.copy': { icon: '$(clippy)' },
  'engine.restart': { icon: '$(debug-restart)' },
  'walkthrough.open': { icon: '$(book)' },
  'settings.open': { icon: '$(gear)' },
} as const satisfies Record<string, CommandLook>;

const gridIcons: Readonly<Record<GridCommand, string | null>> = {
  'focus-filter': '$(filter)',
  'edit-caption': '$(edit)',
  'tag-keep': '$(check)',
  'tag-drop': '$(close)',
  'tag-undecided': '$(circle-slash)',
  'add-tag': '$(tag)',
  'select-all': null,
  'find-replace': '$(replace-all)',
  'show-difference': '$(diff)',
  'open-picture': '$(file-media)',
  'copy-path': null,
  'copy-id': null,
  'toggle-sample': '$(layout-sidebar-right)',
  'choose-scores': '$(graph)',
  'show-keys': '$(keyboard)',
};

/** A command's full name. */
export type CommandId = `betterSynth.${keyof typeof general | `grid.${GridCommand}`}`;

/** Every command by its full name. */
export const commands: ReadonlyMap<CommandId, CommandLook> = new Map([
  ...Object.entries(general).map(([name, look]): [CommandId, CommandLook] => [
    `betterSynth.${name as keyof typeof general}`,
    look,
  ]),
  ...Object.entries(gridIcons).map(([name, icon]): [CommandId, CommandLook] => [
    `betterSynth.grid.${name as GridCommand}`,
    { ...(icon === null ? {} : { icon }), enablement: inGrid },
  ]),
]);

/** The commands as the manifest has them. */
export function contributedCommands(): object[] {
  return [...commands].map(([command, { icon, enablement }]) => ({
    command,
    title: `%command.${command.slice('betterSynth.'.length)}%`,
    category: 'Better Synth',
    ...(icon === undefined ? {} : { icon }),
    ...(enablement === undefined ? {} : { enablement }),
  }));
}
