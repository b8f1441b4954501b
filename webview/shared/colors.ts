/** The editor's colours as canvases need them: computed, and told anew when the theme changes. */

/** Colours by what they mean. */
export interface Colors {
  readonly ink: string;
  readonly quiet: string;
  readonly paper: string;
  readonly line: string;
  readonly accent: string;
  readonly kept: string;
  readonly dropped: string;
  readonly failed: string;
  /** For things of a kind that have no colour by themselves. */
  readonly series: readonly string[];
}

/** Orange is the palest of them in some themes. */
const charts = ['blue', 'purple', 'green', 'red', 'yellow', 'orange'];

/** The colours of the theme that is shown now, as a canvas takes them. */
export function themeColors(): Colors {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const of = (css: string): string => {
    probe.style.color = css;
    return getComputedStyle(probe).color;
  };
  const colors: Colors = {
    ink: of('var(--vscode-foreground)'),
    quiet: of('var(--quiet)'),
    paper: of('var(--vscode-editor-background)'),
    line: of('var(--line)'),
    accent: of('var(--vscode-focusBorder)'),
    kept: of('var(--kept)'),
    dropped: of('var(--dropped)'),
    failed: of('var(--failed)'),
    series: charts.map((name) => of(`var(--vscode-charts-${name}, var(--vscode-foreground))`)),
  };
  probe.remove();
  return colors;
}

/** Calls back when the theme has changed. Returns the end of it. */
export function onTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
  return () => {
    observer.disconnect();
  };
}
