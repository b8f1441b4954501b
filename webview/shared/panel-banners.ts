import { html, nothing, type TemplateResult } from 'lit';
import { failureText } from './failure-text.ts';
import type { Panel } from './panel.ts';
import { icon } from './ui/icon.ts';
import { t } from './words.ts';

/** Banners above a panel: an engine that is gone, a question that failed, a window without trust. */
export function panelBanners(panel: Panel<object>): TemplateResult {
  return html`${gone(panel)} ${failed(panel)} ${untrusted(panel)}`;
}

function gone({ engine, host }: Panel<object>): TemplateResult | typeof nothing {
  if (engine.state === 'there') return nothing;
  const why = engine.failure === null ? '' : ` ${failureText(engine.failure)}`;
  return html`<div class="banner warning" role="alert">
    ${icon('debug-disconnect')}
    <span>${t('The engine is gone.')}${why} ${t('What you see stays; the rest comes back with it.')}</span>
    <vscode-button @click=${() => void host.ask('restart-engine', null).catch(() => undefined)}
      >${t('Restart Engine')}</vscode-button
    >
  </div>`;
}

function failed(panel: Panel<object>): TemplateResult | typeof nothing {
  if (panel.failure === null || panel.engine.state === 'gone') return nothing;
  return html`<div class="banner error" role="alert">
    ${icon('error')} <span>${failureText(panel.failure)}</span>
    <vscode-button @click=${() => panel.retry()}>${t('Try again')}</vscode-button>
  </div>`;
}

function untrusted({ start }: Panel<object>): TemplateResult | typeof nothing {
  if (!start.restricted) return nothing;
  return html`<div class="banner info">
    ${icon('workspace-untrusted')}
    <span>${t('Restricted Mode: what is stored is shown; nothing is computed and nothing is written.')}</span>
  </div>`;
}
