import { randomBytes } from 'node:crypto';
import { themeCss, themes, type Theme } from './themes.ts';

/** What a page is made of. */
export interface PageDocument {
  readonly origin: string;
  readonly theme: Theme;
  /** The view whose bundle it loads. */
  readonly bundle: string;
  /** JSON that it begins with; the folder of its thumbnails lies below the origin. */
  readonly start: { readonly thumbnails: string };
}

/** A page as the editor makes it, under the real CSP; what it complains of is told. */
export function pageDocument({ origin, theme, bundle, start }: PageDocument): string {
  const nonce = randomBytes(16).toString('base64');
  const csp = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${origin} 'unsafe-hashes' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' 'nonce-${nonce}'; font-src ${origin}; img-src ${origin} data:; connect-src 'none'`;
  const json = JSON.stringify({ ...start, thumbnails: `${origin}${start.thumbnails}` }).replaceAll('<', '\\u003c');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>data.jsonl</title><link rel="icon" href="data:,">
<meta http-equiv="Content-Security-Policy" content="${csp}">
<style nonce="${nonce}">${themeCss(theme)}</style>
<link rel="stylesheet" href="${origin}/${bundle}.css">
<script nonce="${nonce}">
  document.addEventListener('securitypolicyviolation', (event) => { window.complain('CSP: ' + event.violatedDirective + ' ' + event.sample); });
  globalThis.acquireVsCodeApi = () => ({
    postMessage: (message) => { void window.sendToHost(message); },
    getState: () => JSON.parse(sessionStorage.getItem('kept') ?? 'null') ?? undefined,
    setState: (state) => {
      globalThis.timesKept = (globalThis.timesKept ?? 0) + 1;
      if (!globalThis.forgetful) sessionStorage.setItem('kept', JSON.stringify(state));
    },
  });
</script></head>
<body class="${themes[theme].class}" data-vscode-theme-kind="${themes[theme].class}">
<script type="application/json" id="start">${json}</script><main id="app"></main>
<script nonce="${nonce}" src="${origin}/${bundle}.js"></script></body></html>`;
}
