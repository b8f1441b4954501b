import * as vscode from 'vscode';
import type { Product } from '../product.ts';
import { registerCreateSample } from './create-sample.ts';
import { registerDiagnostics } from './diagnostics.ts';
import { registerEngineRestart } from './engine-restart.ts';
import { registerExport, registerExportEdits } from './export.ts';
import { registerGoTo, registerOpenRecipe } from './go-to.ts';
import { registerInit } from './init.ts';
import { registerOpenPlaces } from './open-places.ts';
import { registerPaths } from './paths.ts';
import { registerReport } from './report.ts';
import { registerRunFiles } from './run-files.ts';

/** Registers the commands that are no business of tasks, recipes, trees or grids. */
export function registerCommands(product: Product): vscode.Disposable {
  return vscode.Disposable.from(
    registerCreateSample(product),
    registerInit(product),
    registerExport(product),
    registerExportEdits(product),
    registerGoTo(product),
    registerOpenRecipe(product),
    registerPaths(product),
    registerRunFiles(product),
    registerReport(product),
    registerDiagnostics(product),
    registerEngineRestart(product),
    registerOpenPlaces(product),
  );
}
