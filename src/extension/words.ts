/** The editor's translation of an English text: `vscode.l10n.t`; another where words are made without the editor. */
export type Translate = (message: string, ...args: (string | number | boolean)[]) => string;
