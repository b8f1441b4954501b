import * as vscode from 'vscode';
import type { Language } from '../protocol/recipe-language.ts';

/** The language in which the product speaks here: there are translations for one besides English. */
export function displayLanguage(): Language {
  return vscode.l10n.bundle === undefined ? 'en' : 'zh-cn';
}
