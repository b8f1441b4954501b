/** What the extension adds to the editor, in one typed table; the manifest in package.json is written from it. */
import { panelNames } from '../protocol/panels.ts';
import { contributedCommands } from './contributions/commands.ts';
import { contributedEditors, contributedMatchers, contributedTasks, contributedYaml } from './contributions/files.ts';
import { contributedKeybindings } from './contributions/keybindings.ts';
import { contributedMenus } from './contributions/menus.ts';
import { contributedDefaults, contributedSettings, restrictedSettings } from './contributions/settings.ts';
import { contributedContainers, contributedViews, contributedWelcomes } from './contributions/views.ts';
import { contributedWalkthroughs } from './contributions/walkthrough.ts';

/** `contributes` of the manifest. */
export function contributions(): object {
  return {
    commands: contributedCommands(),
    menus: contributedMenus(),
    keybindings: contributedKeybindings(),
    viewsContainers: contributedContainers,
    views: contributedViews(),
    viewsWelcome: contributedWelcomes(),
    customEditors: contributedEditors,
    configuration: contributedSettings,
    configurationDefaults: contributedDefaults,
    taskDefinitions: contributedTasks,
    problemMatchers: contributedMatchers,
    yamlValidation: contributedYaml,
    walkthroughs: contributedWalkthroughs(),
  };
}

/** Only a look at the folder and its direct children: a deeper search would walk through all pictures. */
export const activationEvents = [
  ...['better-synth.yaml', '*.synth.yaml'].flatMap((name) => [
    `workspaceContains:${name}`,
    `workspaceContains:*/${name}`,
  ]),
  // Panels of the window before are brought back.
  ...panelNames.map((name) => `onWebviewPanel:betterSynth.${name}`),
];

/** What the extension does in Restricted Mode and on file systems that are not on a disk. */
export const capabilities = {
  untrustedWorkspaces: {
    supported: 'limited',
    description: '%capability.untrusted%',
    restrictedConfigurations: restrictedSettings,
  },
  virtualWorkspaces: { supported: false, description: '%capability.virtual%' },
};
