import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Makes Simplified Chinese a language that the editor can display, by a language pack that translates nothing of the
 * editor itself: what is Chinese then is the product's.
 */
export function addChinese(userFolder: string): void {
  const translations = join(userFolder, 'chinese.i18n.json');
  const pack = {
    hash: 'chinese-for-tests',
    extensions: [{ extensionIdentifier: { id: 'better-synth.chinese-for-tests' }, version: '1.0.0' }],
    translations: { vscode: translations },
    label: '中文(简体)',
  };
  mkdirSync(join(userFolder, 'User'), { recursive: true });
  // Without this file the server displays English, whatever a browser asks for.
  writeFileSync(join(userFolder, 'User/argv.json'), '{}');
  writeFileSync(translations, JSON.stringify({ version: '1.0.0', contents: {} }));
  writeFileSync(join(userFolder, 'languagepacks.json'), JSON.stringify({ 'zh-cn': pack }));
}
