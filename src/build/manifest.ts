/** The editor's manifest: fields of package.json that are written from code. */
import { activationEvents, capabilities, contributions } from '../extension/contributions.ts';

/** A package.json with its manifest fields as the code says them; all else stays as it is. */
export function withManifest(packageJson: string): string {
  const fields = JSON.parse(packageJson) as Record<string, unknown> & { engines: object };
  const { dependencies, devDependencies, allowScripts, ...first } = fields;
  const manifest = {
    ...first,
    displayName: 'Better Synth',
    description:
      'Clean, cluster, caption, select and train on image–caption data: a VS Code extension and a headless engine',
    publisher: 'better-synth',
    icon: 'media/icon.png',
    categories: ['Machine Learning', 'Data Science', 'Visualization'],
    keywords: ['dataset', 'image-caption', 'vision-language', 'data cleaning', 'captioning'],
    engines: { ...fields.engines, vscode: '^1.110.0' },
    main: './dist/extension.js',
    l10n: './l10n',
    extensionKind: ['workspace'],
    activationEvents,
    capabilities,
    contributes: contributions(),
  };
  return JSON.stringify({ ...manifest, dependencies, devDependencies, allowScripts }, null, 2);
}
