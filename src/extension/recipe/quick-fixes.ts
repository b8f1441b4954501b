import * as vscode from 'vscode';
import type { RecipeDiagnostics, ShownProblem } from './diagnostics.ts';

type Fixable = ShownProblem & { readonly fix: string };

/** Writes what is right instead of what is wrong, one problem at a time or all of them. */
export class QuickFixes implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.SourceFixAll.append('betterSynth')];
  readonly #diagnostics: RecipeDiagnostics;

  constructor(diagnostics: RecipeDiagnostics) {
    this.#diagnostics = diagnostics;
  }

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    const all = this.#diagnostics.of(document).filter(isFixable);
    const here = all.filter(({ diagnostic }) => diagnostic.range.intersection(range) !== undefined);
    const together = withoutOverlaps(all);
    const fixAll = together.length > 1 ? QuickFixes.kinds.map((kind) => actionForAll(document, together, kind)) : [];
    return [...here.map((problem) => actionFor(document, problem)), ...(here.length > 0 ? fixAll : fixAll.slice(1))];
  }
}

function isFixable(problem: ShownProblem): problem is Fixable {
  return problem.fix !== null;
}

function actionFor(document: vscode.TextDocument, { diagnostic, fix }: Fixable): vscode.CodeAction {
  const title = vscode.l10n.t('Write {0}', fix.trim().replace(/\s+/g, ' '));
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.isPreferred = true;
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(document.uri, diagnostic.range, fix);
  return action;
}

function actionForAll(
  document: vscode.TextDocument,
  problems: readonly Fixable[],
  kind: vscode.CodeActionKind,
): vscode.CodeAction {
  const action = new vscode.CodeAction(
    vscode.l10n.t('Fix all {0} problems that have one answer', problems.length),
    kind,
  );
  action.diagnostics = problems.map(({ diagnostic }) => diagnostic);
  action.edit = new vscode.WorkspaceEdit();
  for (const { diagnostic, fix } of problems) action.edit.replace(document.uri, diagnostic.range, fix);
  return action;
}

/** Of problems that mark the same text the first: two edits of one place are none. */
function withoutOverlaps(problems: readonly Fixable[]): readonly Fixable[] {
  const kept: Fixable[] = [];
  for (const problem of problems) {
    const { range } = problem.diagnostic;
    if (kept.every(({ diagnostic }) => diagnostic.range.intersection(range) === undefined)) kept.push(problem);
  }
  return kept;
}
