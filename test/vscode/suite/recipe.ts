import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, file } from './product.ts';

const broken = `version: 1
dataset: data.jsonl
stages:
  - name: clean
    clean:
      process:
        - text_lenght_filter: {min_len: 3}
`;

async function open(text: string): Promise<vscode.TextDocument> {
  const uri = file('trial.synth.yaml');
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}

function problems({ uri }: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
}

describe('a recipe with a mistyped operator', () => {
  it('is marked at its place, and a quick fix puts it right', async () => {
    const document = await open(broken);
    const [problem] = await eventually(
      () => problems(document),
      ({ length }) => length > 0,
    );
    assert.ok(problem, 'no problem is shown');
    assert.equal(document.getText(problem.range), 'text_lenght_filter');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      problem.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find(({ edit }) => edit !== undefined);
    assert.ok(fix?.edit, `no quick fix among ${actions.map(({ title }) => title).join(', ')}`);
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(document.getText(), /- text_length_filter: /);
    assert.deepEqual(
      await eventually(
        () => problems(document),
        ({ length }) => length === 0,
      ),
      [],
    );
  });

  it('is helped with names of operators and what they mean', async () => {
    const document = await open(broken.replace('lenght', 'length'));
    const place = new vscode.Position(6, 12);
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      place,
    );
    const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok(labels.includes('image_shape_filter'), labels.slice(0, 20).join(', '));
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      place,
    );
    const words = hovers.flatMap(({ contents }) =>
      contents.map((part) => (typeof part === 'string' ? part : part.value)),
    );
    assert.match(words.join('\n'), /text_length_filter/);
  });
});

describe('the recipe of a folder', () => {
  it('has something to run above each stage', async () => {
    const document = await vscode.workspace.openTextDocument(file('better-synth.yaml'));
    await vscode.window.showTextDocument(document);
    const lenses = await eventually(
      () => vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 10),
      ({ length }) => length > 0,
    );
    const commands = lenses.map(({ command }) => command?.command);
    assert.ok(commands.filter((command) => command === 'betterSynth.stage.run').length >= 8, commands.join(', '));
  });
});
