import * as vscode from 'vscode';
import type { Product } from '../product.ts';
import { Completions, completionTriggers } from './completions.ts';
import { RecipeDiagnostics } from './diagnostics.ts';
import { Hovers } from './hovers.ts';
import { StageLenses } from './lenses.ts';
import { QuickFixes } from './quick-fixes.ts';
import { RecipeEngine, recipeFiles } from './recipe-files.ts';
import { Symbols } from './symbols.ts';

/** Helps to write recipes: problems with quick fixes, completion, hover, lenses above stages, the outline. */
export function registerRecipes(product: Product): vscode.Disposable {
  const engine = new RecipeEngine(product);
  const diagnostics = new RecipeDiagnostics(engine, product);
  const lenses = new StageLenses(product, engine);
  const { languages } = vscode;
  const fixes = new QuickFixes(diagnostics);
  return vscode.Disposable.from(
    engine,
    diagnostics,
    lenses,
    languages.registerCodeActionsProvider(recipeFiles, fixes, { providedCodeActionKinds: QuickFixes.kinds }),
    languages.registerCompletionItemProvider(recipeFiles, new Completions(engine), ...completionTriggers),
    languages.registerHoverProvider(recipeFiles, new Hovers(engine)),
    languages.registerCodeLensProvider(recipeFiles, lenses),
    languages.registerDocumentSymbolProvider(recipeFiles, new Symbols(engine)),
  );
}
