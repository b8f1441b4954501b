import { html, nothing, type TemplateResult } from 'lit';
import type { ReplacementPreview } from '../../../src/protocol/engine.ts';
import type { Observable } from '../../shared/observable.ts';
import { icon, iconButton } from '../../shared/ui/icon.ts';
import { t } from '../../shared/words.ts';
import { failureText } from '../../shared/failure-text.ts';
import { Part } from './part.ts';
import { wordDiff } from './word-diff.ts';

/** Find and replace over the samples of the filter, with a preview before anything is changed. */
class ReplacePanel extends Part {
  #shown = false;

  protected override follows(): readonly Observable[] {
    return [this.grid.replacing];
  }

  protected override updated(): void {
    const { open } = this.grid.replacing;
    if (open && !this.#shown) this.querySelector<HTMLElement>('vscode-text-field')?.focus();
    this.#shown = open;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { replacing } = this.grid;
    if (!replacing.open) return nothing;
    const { wanted, preview, busy } = replacing;
    const value = (event: Event): string => (event.target as HTMLInputElement).value;
    const checked = (event: Event): boolean => (event.target as HTMLInputElement).checked;
    return html`<section class="replace" aria-label=${t('Find and replace')} @keydown=${this.#key}>
      <div class="replace-fields">
        <vscode-text-field
          aria-label=${t('Find')}
          placeholder=${t('Find')}
          .value=${wanted.find}
          @input=${(event: Event) => {
            replacing.want({ find: value(event) });
          }}
        ></vscode-text-field>
        <vscode-text-field
          aria-label=${t('Replace')}
          placeholder=${t('Replace')}
          .value=${wanted.replace}
          @input=${(event: Event) => {
            replacing.want({ replace: value(event) });
          }}
        ></vscode-text-field>
        <vscode-checkbox
          ?checked=${wanted.matchCase}
          @change=${(event: Event) => {
            replacing.want({ matchCase: checked(event) });
          }}
          >${t('Match case')}</vscode-checkbox
        >
        <vscode-checkbox
          ?checked=${wanted.pattern}
          @change=${(event: Event) => {
            replacing.want({ pattern: checked(event) });
          }}
          >${t('Pattern')}</vscode-checkbox
        >
        <vscode-button ?disabled=${busy || (preview?.matches ?? 0) === 0} @click=${() => replacing.apply()}
          >${t('Replace all')}</vscode-button
        >
        ${iconButton('close', t('Close find and replace'), () => {
          replacing.show(false);
        })}
      </div>
      <div class="replace-says" role="status">${this.#says()}</div>
      ${preview === null ? nothing : this.#list(preview)}
    </section>`;
  }

  #says(): TemplateResult | string {
    const { failure, preview, done, wanted } = this.grid.replacing;
    if (failure !== null) return html`${icon('error')} ${failureText(failure)}`;
    if (done !== null) {
      const skipped =
        done.skipped === 0 ? '' : ` ${t('{0} were left alone: somebody else has changed them.', done.skipped)}`;
      return html`${icon('check')} ${t('{0} captions were changed. One undo takes it back.', done.count)}${skipped}`;
    }
    if (wanted.find === '') return t('Looks through the captions of the {0} samples shown.', this.grid.total);
    if (preview === null) return t('Looking …');
    if (preview.problem !== null) return html`${icon('error')} ${preview.problem}`;
    if (preview.matches === 0) return t('Found nowhere.');
    return t('Found {0} times in {1} samples.', preview.matches, preview.samples);
  }

  #list({ shown, samples }: ReplacementPreview): TemplateResult {
    const more = samples - shown.length;
    return html`<ul class="replace-list" tabindex="0" aria-label=${t('Preview')} ?hidden=${shown.length === 0}>
      ${shown.map(({ id, before, after }) => html`<li><bdi class="replace-id">${id}</bdi>${wordDiff(before, after)}</li>`)}
      ${more > 0 ? html`<li class="more">${t('and {0} more', more)}</li>` : nothing}
    </ul>`;
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.grid.replacing.show(false);
    document.querySelector<HTMLElement>('[role=grid]')?.focus({ preventScroll: true });
  };
}

customElements.define('bs-replace-panel', ReplacePanel);
