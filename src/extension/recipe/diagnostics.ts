import * as vscode from 'vscode';
import type { Problem } from '../../protocol/records.ts';
import type { Product } from '../product.ts';
import { problemKind } from './problem-kind.ts';
import { rangeOf } from './ranges.ts';
import { isRecipe, type RecipeEngine } from './recipe-files.ts';

/** How long a text must rest before it is checked: milliseconds. */
const rest = 200;

/** A problem that the editor shows, with what to write instead of its range, where one answer is right. */
export interface ShownProblem {
  readonly diagnostic: vscode.Diagnostic;
  readonly fix: string | null;
}

interface Checked {
  readonly version: number;
  readonly problems: readonly ShownProblem[];
  /** Of the recipe, and of configs that it names. */
  readonly files: readonly vscode.Uri[];
}

/** Checks recipes while they are written, and shows what is wrong with them. */
export class RecipeDiagnostics implements vscode.Disposable {
  readonly #engine: RecipeEngine;
  readonly #shown = vscode.languages.createDiagnosticCollection('better-synth');
  readonly #checked = new Map<string, Checked>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #subscriptions: vscode.Disposable[];

  constructor(engine: RecipeEngine, { datasets }: Pick<Product, 'datasets'>) {
    this.#engine = engine;
    const { workspace } = vscode;
    this.#subscriptions = [
      this.#shown,
      workspace.onDidOpenTextDocument((document) => this.#soon(document, 0)),
      workspace.onDidChangeTextDocument(({ document }) => this.#soon(document)),
      workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      // A recipe may name other files.
      workspace.onDidSaveTextDocument(() => this.checkAll()),
      datasets.onDidChange(() => this.checkAll()),
    ];
    this.checkAll();
  }

  /** Checks all recipes that are open. */
  checkAll(): void {
    for (const document of vscode.workspace.textDocuments) this.#soon(document, 0);
  }

  /** The problems of a document as it stands; none where it has been changed since. */
  of(document: vscode.TextDocument): readonly ShownProblem[] {
    const checked = this.#checked.get(document.uri.toString());
    return checked?.version === document.version ? checked.problems : [];
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #soon(document: vscode.TextDocument, after = rest): void {
    if (!isRecipe(document)) return;
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => void this.#check(document), after),
    );
  }

  async #check(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const problems = await this.#engine.ask('recipe/check', document, {});
    // A later text has its own check on the way.
    if (problems === null || document.isClosed || document.version !== version) return;
    this.#clear(document);
    const own = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
    const byFile = Map.groupBy(problems, ({ file }) => file);
    const files = [...byFile].map(([file, found]) => this.#show(document, file === own ? null : file, found));
    const shown = (byFile.get(own) ?? []).map((problem) => shownProblem(problem, document));
    this.#shown.set(
      document.uri,
      shown.map(({ diagnostic }) => diagnostic),
    );
    this.#checked.set(document.uri.toString(), { version, problems: shown, files });
  }

  /** Shows the problems of another file that a recipe names. */
  #show(document: vscode.TextDocument, file: string | null, problems: readonly Problem[]): vscode.Uri {
    if (file === null) return document.uri;
    const uri = vscode.Uri.joinPath(document.uri, '..', file);
    this.#shown.set(
      uri,
      problems.map((problem) => shownProblem(problem).diagnostic),
    );
    return uri;
  }

  #clear(document: vscode.TextDocument): void {
    for (const uri of this.#checked.get(document.uri.toString())?.files ?? []) this.#shown.delete(uri);
  }

  #forget(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    this.#clear(document);
    this.#shown.delete(document.uri);
    this.#checked.delete(key);
  }
}

const severities: Readonly<Record<Problem['severity'], vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

function shownProblem(problem: Problem, document?: vscode.TextDocument): ShownProblem {
  const text = [problemKind(problem.code), problem.message].filter((line) => line !== null).join('\n');
  const diagnostic = new vscode.Diagnostic(rangeOf(problem, document), text, severities[problem.severity]);
  diagnostic.source = 'Better Synth';
  diagnostic.code = problem.code;
  return { diagnostic, fix: problem.fix ?? null };
}
