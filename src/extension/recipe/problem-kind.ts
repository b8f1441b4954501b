import { l10n } from 'vscode';
import { displayLanguage } from '../display-language.ts';

/**
 * What kind of problem a recipe has, in the language of the editor: the engine speaks English. Null where that is the
 * editor's language too, for then the problem says it better itself.
 */
export function problemKind(code: string): string | null {
  if (displayLanguage() === 'en') return null;
  return code.startsWith('yaml-') ? l10n.t('This is not valid YAML') : (kinds()[code] ?? null);
}

function kinds(): Readonly<Record<string, string>> {
  const { t } = l10n;
  return {
    'any-on-safety-filter': t('One harmless picture keeps the sample'),
    'control-character': t('A control character'),
    'drops-in-measure': t('This operator drops samples'),
    'duplicate-key': t('This name stands here twice'),
    'duplicate-stage': t('Two stages have one name'),
    'empty-end-token': t('An empty end token'),
    'empty-range': t('No value can be kept'),
    'endpoint-in-recipe': t('Addresses and keys stand in profiles'),
    'file-not-found': t('A file cannot be read'),
    'fill-without-budget': t('No effect without a budget'),
    'forbidden-key': t('This name is not allowed'),
    ignored: t('Without effect here'),
    'key-not-text': t('A name is expected'),
    'min-above-max': t('The lower bound is above the upper one'),
    missing: t('Something is missing'),
    'missing-cluster': t('A cluster stage is missing'),
    'needs-data-juicer': t('This needs Data-Juicer'),
    'needs-model': t('This needs a model'),
    'no-model': t('The model is not on this machine, or wrong'),
    'no-profile': t('The profile cannot be asked'),
    'not-in-this-version': t('Not in this version'),
    'old-spelling': t('An older spelling'),
    'one-operator-each': t('One operator each'),
    'output-taken': t('Another stage writes this file'),
    'path-outside': t('A path outside the folder'),
    refused: t('Refused for safety'),
    'reversed-range': t('A reversed range'),
    'several-kinds': t('A stage has one kind'),
    'several-lists': t('Either process or config'),
    'size-with-dot': t('A size with a dot'),
    'stale-statistic': t('A statistic is measured twice'),
    'statistic-not-allowed': t('No statistic can stand here'),
    'threshold-ignored': t('The threshold has no effect'),
    'token-mismatch': t('Another image token than the data’s'),
    'too-deep': t('Nested too deep'),
    'too-large': t('Too large'),
    'too-many-operators': t('Too many operators'),
    'unfiltered-captions': t('Captions that nothing filters'),
    'unknown-key': t('An unknown key'),
    'unknown-operator': t('An unknown operator'),
    'unknown-parameter': t('An unknown parameter'),
    'unknown-prompt': t('An unknown prompt'),
    'unknown-variable': t('An unknown variable'),
    'unmeasured-statistic': t('Nothing measures this statistic'),
    'unspared-model': t('A model that is spared nothing'),
    'wrong-batch': t('The batch does not fit'),
    'wrong-type': t('A value of the wrong type'),
    'wrong-value': t('A wrong value'),
  };
}
