import '@vscode/codicons/dist/codicon.css';
import { html, type TemplateResult } from 'lit';

/** A codicon; it says nothing to screen readers: text beside it does. */
export function icon(name: string): TemplateResult {
  return html`<span class="codicon codicon-${name}" aria-hidden="true"></span>`;
}

/** A button that shows an icon; `label` is its name and tooltip. */
export function iconButton(
  name: string,
  label: string,
  act: (event: Event) => void,
  pressed?: boolean,
): TemplateResult {
  return html`<button
    type="button"
    class="icon-button"
    title=${label}
    aria-label=${label}
    aria-pressed=${pressed === undefined ? null : String(pressed)}
    @click=${act}
  >
    ${icon(name)}
  </button>`;
}
