import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** An editor that asks and advertises nothing by itself. */
const quiet = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.reduceMotion': 'on',
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  'terminal.integrated.gpuAcceleration': 'off',
  'git.enabled': false,
};

/** Writes the user's settings. */
export function writeSettings(userFolder: string): void {
  mkdirSync(join(userFolder, 'User'), { recursive: true });
  writeFileSync(join(userFolder, 'User/settings.json'), JSON.stringify(quiet));
}
