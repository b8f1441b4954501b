import { html, nothing, type TemplateResult } from 'lit';
import type { GridContext } from '../../../src/protocol/views.ts';
import type { Observable } from '../../shared/observable.ts';
import { t } from '../../shared/words.ts';
import { carryOut, edit, notePressed, type Page } from '../model/commands.ts';
import './banners.ts';
import './cards.ts';
import '../../shared/filter-box.ts';
import './keys-dialog.ts';
import './replace-panel.ts';
import './sample-panel.ts';
import './score-chooser.ts';
import './selection-bar.ts';
import './splitter.ts';
import { focusGrid } from './focus-grid.ts';
import type { TagDialog } from './tag-dialog.ts';
import './tag-dialog.ts';
import './toolbar.ts';
import { Part } from './part.ts';

/** The whole page. */
export class GridApp extends Part implements Page {
  protected override follows(): readonly Observable[] {
    return [this.grid, this.grid.view];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.grid.host.on('command', ({ name, data }) => {
      void carryOut(this.grid, this, name, data);
    });
    this.addEventListener('keydown', this.#first, { capture: true });
    this.addEventListener('keydown', keepFromEditor);
    this.addEventListener('focusin', this.#tellFocus);
    this.addEventListener('focusout', this.#tellFocus);
    window.addEventListener('focus', focusGrid);
  }

  focusFilter(): void {
    this.querySelector<HTMLInputElement>('#filter')?.select();
    this.querySelector<HTMLInputElement>('#filter')?.focus();
  }

  chooseScores(): void {
    this.querySelector<HTMLElement & { show(): void }>('bs-score-chooser')?.show();
  }

  showKeys(): void {
    this.querySelector<HTMLElement & { show(): void }>('bs-keys-dialog')?.show();
  }

  askTag(data: GridContext | null): void {
    this.querySelector<TagDialog>('bs-tag-dialog')?.show(data);
  }

  protected override render(): TemplateResult {
    const { grid } = this;
    return html`
      <h1 class="hidden">${grid.start.file}</h1>
      <bs-toolbar .grid=${grid}></bs-toolbar>
      <bs-banners .grid=${grid}></bs-banners>
      <bs-replace-panel .grid=${grid}></bs-replace-panel>
      <div class="page">
        <section class="samples" aria-label=${t('Samples')}>
          <bs-cards .grid=${grid}></bs-cards>
          <bs-selection-bar
            .grid=${grid}
            @ask-tag=${() => {
              this.askTag(null);
            }}
          ></bs-selection-bar>
        </section>
        ${
          grid.view.kept.panel
            ? html`<bs-splitter .grid=${grid}></bs-splitter><bs-sample-panel .grid=${grid}></bs-sample-panel>`
            : nothing
        }
      </div>
      <bs-tag-dialog .grid=${grid}></bs-tag-dialog>
      <bs-keys-dialog .grid=${grid}></bs-keys-dialog>
    `;
  }

  /** Keys that mean a caption wherever the focus is: the one that opens it, and those pressed until it is open. */
  readonly #first = (event: KeyboardEvent): void => {
    const { draft, focused } = this.grid;
    if (event.target instanceof Element && event.target.matches(writable)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'F2' && focused !== undefined) void edit(this.grid, focused, 'card');
    else if (draft.early === null) {
      notePressed(this.grid, event);
      return;
    } else if (event.key === 'Backspace') draft.early = draft.early.slice(0, -1);
    else if (event.key.length === 1) draft.early += event.key;
    event.preventDefault();
    event.stopPropagation();
  };

  readonly #tellFocus = (event: FocusEvent): void => {
    const focused = event.type === 'focusin' ? event.target : event.relatedTarget;
    const element = focused instanceof Element ? focused : null;
    this.grid.host.tell('input-focus', { focused: element?.matches(writable) ?? false });
  };
}

/** Elements in which keys are letters. */
const writable = 'input:not([type=range]), textarea, vscode-text-field, vscode-dropdown';

/** Keys with Ctrl or Command that a text field answers itself: select all, undo, redo. */
const textCommands = new Set(['a', 'z', 'y']);

/**
 * Keeps what is typed into a text from the editor around the page: it would take letters for commands until it knows of
 * the text field, and answer Ctrl+A late, over what was typed meanwhile.
 */
function keepFromEditor(event: KeyboardEvent): void {
  const { target, key, ctrlKey, metaKey } = event;
  if (!(target instanceof Element && target.matches(writable)) || key.length > 1) return;
  const isCommand = (ctrlKey || metaKey) && !event.getModifierState('AltGraph');
  if (!isCommand || textCommands.has(key.toLowerCase())) event.stopPropagation();
}

customElements.define('bs-grid-app', GridApp);
