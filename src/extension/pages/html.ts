/** What a page is made of: addresses as the page may load them. */
export interface PageParts {
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
  readonly nonce: string;
  readonly title: string;
  /** JSON that the page begins with. */
  readonly start: { readonly language: string };
}

/** The empty inline style that the component kit's elements bring along. */
const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** A page: it loads its own script and style and pictures, nothing else, and connects to nowhere. */
export function pageHtml({ cspSource, script, style, nonce, title, start }: PageParts): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'unsafe-hashes' ${emptyStyle}`,
    `font-src ${cspSource}`,
    `img-src ${cspSource}`,
    `connect-src 'none'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${attribute(start.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${attribute(title)}</title>
<link rel="stylesheet" href="${attribute(style)}">
</head>
<body>
<script type="application/json" id="start">${scriptData(start)}</script>
<main id="app"></main>
<script nonce="${nonce}" src="${attribute(script)}"></script>
</body>
</html>
`;
}

/** JSON that stays inside its script element, whatever texts it holds. */
export function scriptData(data: unknown): string {
  return JSON.stringify(data).replace(/[<\u2028\u2029]/g, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function attribute(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
