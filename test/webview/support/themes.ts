/** The editor's theme variables as a page gets them: of its four built-in kinds of themes. */
const common = `
  --vscode-font-family: "Noto Sans", "DejaVu Sans", system-ui, sans-serif; --vscode-font-size: 13px; --vscode-font-weight: normal;
  --vscode-editor-font-family: "DejaVu Sans Mono", monospace;
`;

const dark = `
  --vscode-foreground: #cccccc; --vscode-descriptionForeground: #9d9d9d; --vscode-errorForeground: #f85149;
  --vscode-focusBorder: #0078d4; --vscode-icon-foreground: #cccccc; --vscode-widget-border: #313131;
  --vscode-widget-shadow: rgba(0, 0, 0, 0.36); --vscode-editor-background: #1f1f1f; --vscode-editorWidget-background: #202020;
  --vscode-editorWidget-foreground: #cccccc; --vscode-sideBar-background: #181818; --vscode-panel-border: #2b2b2b;
  --vscode-panel-background: #181818; --vscode-button-background: #0078d4; --vscode-button-foreground: #ffffff;
  --vscode-button-hoverBackground: #026ec1; --vscode-button-border: #ffffff1a; --vscode-button-secondaryBackground: #313131;
  --vscode-button-secondaryForeground: #cccccc; --vscode-button-secondaryHoverBackground: #3c3c3c;
  --vscode-input-background: #313131; --vscode-input-border: #3c3c3c; --vscode-input-foreground: #cccccc;
  --vscode-input-placeholderForeground: #989898; --vscode-inputOption-activeBackground: #2489db82;
  --vscode-inputOption-activeBorder: #2488db; --vscode-inputOption-activeForeground: #ffffff;
  --vscode-inputValidation-errorBackground: #5a1d1d; --vscode-inputValidation-errorBorder: #be1100;
  --vscode-inputValidation-warningBackground: #352a05; --vscode-inputValidation-infoBackground: #063b49;
  --vscode-dropdown-background: #313131; --vscode-dropdown-border: #3c3c3c; --vscode-dropdown-foreground: #cccccc;
  --vscode-checkbox-background: #313131; --vscode-checkbox-border: #3c3c3c; --vscode-checkbox-foreground: #cccccc;
  --vscode-badge-background: #616161; --vscode-badge-foreground: #f8f8f8; --vscode-progressBar-background: #0078d4;
  --vscode-textLink-foreground: #4daafc; --vscode-textLink-activeForeground: #4daafc;
  --vscode-list-activeSelectionBackground: #04395e; --vscode-list-activeSelectionForeground: #ffffff;
  --vscode-list-inactiveSelectionBackground: #37373d; --vscode-list-hoverBackground: #2a2d2e;
  --vscode-menu-background: #1f1f1f; --vscode-menu-foreground: #cccccc; --vscode-menu-border: #454545;
  --vscode-editorSuggestWidget-background: #202020; --vscode-editorSuggestWidget-border: #454545;
  --vscode-editorSuggestWidget-foreground: #d4d4d4; --vscode-editorSuggestWidget-selectedBackground: #04395e;
  --vscode-editorSuggestWidget-selectedForeground: #ffffff; --vscode-editorWarning-foreground: #cca700;
  --vscode-editorError-foreground: #f14c4c; --vscode-diffEditor-insertedTextBackground: #9ccc2c33;
  --vscode-diffEditor-removedTextBackground: #ff000033; --vscode-charts-blue: #3794ff; --vscode-charts-green: #89d185;
  --vscode-charts-orange: #d18616; --vscode-charts-red: #f14c4c; --vscode-charts-yellow: #cca700;
  --vscode-charts-purple: #b180d7;
  --vscode-testing-iconPassed: #73c991; --vscode-toolbar-hoverBackground: #5a5d5e50; --vscode-sash-hoverBorder: #0078d4;
  --vscode-keybindingLabel-background: #8080802b; --vscode-keybindingLabel-foreground: #cccccc;
  --vscode-keybindingLabel-border: #33333399; --vscode-scrollbarSlider-background: #79797966;
  --vscode-scrollbarSlider-hoverBackground: #646464b3; --vscode-scrollbarSlider-activeBackground: #bfbfbf66;
`;

const light = `
  --vscode-foreground: #3b3b3b; --vscode-descriptionForeground: #3b3b3b; --vscode-errorForeground: #f85149;
  --vscode-focusBorder: #005fb8; --vscode-icon-foreground: #3b3b3b; --vscode-widget-border: #e5e5e5;
  --vscode-widget-shadow: rgba(0, 0, 0, 0.16); --vscode-editor-background: #ffffff; --vscode-editorWidget-background: #f8f8f8;
  --vscode-editorWidget-foreground: #3b3b3b; --vscode-sideBar-background: #f8f8f8; --vscode-panel-border: #e5e5e5;
  --vscode-panel-background: #f8f8f8; --vscode-button-background: #005fb8; --vscode-button-foreground: #ffffff;
  --vscode-button-hoverBackground: #0258a8; --vscode-button-border: #0000001a; --vscode-button-secondaryBackground: #e5e5e5;
  --vscode-button-secondaryForeground: #3b3b3b; --vscode-button-secondaryHoverBackground: #cccccc;
  --vscode-input-background: #ffffff; --vscode-input-border: #cecece; --vscode-input-foreground: #3b3b3b;
  --vscode-input-placeholderForeground: #767676; --vscode-inputOption-activeBackground: #bed6ed;
  --vscode-inputOption-activeBorder: #005fb8; --vscode-inputOption-activeForeground: #000000;
  --vscode-inputValidation-errorBackground: #f2dede; --vscode-inputValidation-errorBorder: #be1100;
  --vscode-inputValidation-warningBackground: #f6f5d2; --vscode-inputValidation-infoBackground: #d6ecf2;
  --vscode-dropdown-background: #ffffff; --vscode-dropdown-border: #cecece; --vscode-dropdown-foreground: #3b3b3b;
  --vscode-checkbox-background: #f8f8f8; --vscode-checkbox-border: #cecece; --vscode-checkbox-foreground: #3b3b3b;
  --vscode-badge-background: #cccccc; --vscode-badge-foreground: #3b3b3b; --vscode-progressBar-background: #005fb8;
  --vscode-textLink-foreground: #005fb8; --vscode-textLink-activeForeground: #005fb8;
  --vscode-list-activeSelectionBackground: #e8e8e8; --vscode-list-activeSelectionForeground: #000000;
  --vscode-list-inactiveSelectionBackground: #e4e6f1; --vscode-list-hoverBackground: #f2f2f2;
  --vscode-menu-background: #ffffff; --vscode-menu-foreground: #3b3b3b; --vscode-menu-border: #cecece;
  --vscode-editorSuggestWidget-background: #f8f8f8; --vscode-editorSuggestWidget-border: #c8c8c8;
  --vscode-editorSuggestWidget-foreground: #3b3b3b; --vscode-editorSuggestWidget-selectedBackground: #e8e8e8;
  --vscode-editorSuggestWidget-selectedForeground: #000000; --vscode-editorWarning-foreground: #bf8803;
  --vscode-editorError-foreground: #e51400; --vscode-diffEditor-insertedTextBackground: #9ccc2c40;
  --vscode-diffEditor-removedTextBackground: #ff000033; --vscode-charts-blue: #1a85ff; --vscode-charts-green: #388a34;
  --vscode-charts-orange: #d18616; --vscode-charts-red: #e51400; --vscode-charts-yellow: #bf8803;
  --vscode-charts-purple: #652d90;
  --vscode-testing-iconPassed: #73c991; --vscode-toolbar-hoverBackground: #b8b8b850; --vscode-sash-hoverBorder: #005fb8;
  --vscode-keybindingLabel-background: #dddddd66; --vscode-keybindingLabel-foreground: #3b3b3b;
  --vscode-keybindingLabel-border: #cccccc66; --vscode-scrollbarSlider-background: #64646466;
  --vscode-scrollbarSlider-hoverBackground: #646464b3; --vscode-scrollbarSlider-activeBackground: #00000099;
`;

const contrast = (ink: string, paper: string, border: string, active: string, accent: string): string => `
  --vscode-foreground: ${ink}; --vscode-descriptionForeground: ${ink}; --vscode-errorForeground: ${accent};
  --vscode-focusBorder: ${active}; --vscode-contrastBorder: ${border}; --vscode-contrastActiveBorder: ${active};
  --vscode-icon-foreground: ${ink}; --vscode-widget-border: ${border}; --vscode-editor-background: ${paper};
  --vscode-editorWidget-background: ${paper}; --vscode-editorWidget-foreground: ${ink};
  --vscode-sideBar-background: ${paper}; --vscode-panel-border: ${border}; --vscode-panel-background: ${paper};
  --vscode-button-border: ${border}; --vscode-button-secondaryForeground: ${ink};
  --vscode-input-background: ${paper}; --vscode-input-border: ${border}; --vscode-input-foreground: ${ink};
  --vscode-input-placeholderForeground: ${ink}b3; --vscode-inputOption-activeBorder: ${border};
  --vscode-inputValidation-errorBackground: ${paper}; --vscode-inputValidation-errorBorder: ${border};
  --vscode-inputValidation-warningBackground: ${paper}; --vscode-inputValidation-infoBackground: ${paper};
  --vscode-dropdown-background: ${paper}; --vscode-dropdown-border: ${border}; --vscode-dropdown-foreground: ${ink};
  --vscode-checkbox-background: ${paper}; --vscode-checkbox-border: ${border}; --vscode-checkbox-foreground: ${ink};
  --vscode-menu-background: ${paper}; --vscode-menu-foreground: ${ink}; --vscode-menu-border: ${border};
  --vscode-editorSuggestWidget-background: ${paper}; --vscode-editorSuggestWidget-border: ${border};
  --vscode-editorSuggestWidget-foreground: ${ink}; --vscode-keybindingLabel-foreground: ${ink};
  --vscode-keybindingLabel-border: ${border}; --vscode-list-activeSelectionForeground: ${ink};
  --vscode-charts-red: ${accent}; --vscode-editorError-foreground: ${accent}; --vscode-sash-hoverBorder: ${active};
`;

const black = `${contrast('#ffffff', '#000000', '#6fc3df', '#f38518', '#f48771')}
  --vscode-button-background: #000000; --vscode-button-foreground: #ffffff; --vscode-button-secondaryBackground: #000000;
  --vscode-badge-background: #000000; --vscode-badge-foreground: #ffffff; --vscode-progressBar-background: #6fc3df;
  --vscode-textLink-foreground: #21a6ff; --vscode-textLink-activeForeground: #21a6ff; --vscode-charts-green: #89d185;
  --vscode-editorWarning-foreground: #ffd370; --vscode-testing-iconPassed: #73c991; --vscode-charts-orange: #d18616;
  --vscode-charts-blue: #3794ff;
`;

const white = `${contrast('#292929', '#ffffff', '#0f4a85', '#006bbd', '#b5200d')}
  --vscode-button-background: #0f4a85; --vscode-button-foreground: #ffffff; --vscode-button-secondaryBackground: #ffffff;
  --vscode-badge-background: #0f4a85; --vscode-badge-foreground: #ffffff; --vscode-progressBar-background: #0f4a85;
  --vscode-textLink-foreground: #0f4a85; --vscode-textLink-activeForeground: #0f4a85; --vscode-charts-green: #374e06;
  --vscode-editorWarning-foreground: #895503; --vscode-testing-iconPassed: #007100; --vscode-charts-orange: #895503;
  --vscode-charts-blue: #0f4a85; --vscode-list-inactiveSelectionBackground: #0f4a851a;
`;

/** Kinds of themes, with the class that the editor gives to the page's body. */
export const themes = {
  dark: { class: 'vscode-dark', css: dark },
  light: { class: 'vscode-light', css: light },
  'high-contrast': { class: 'vscode-high-contrast', css: black },
  'high-contrast-light': { class: 'vscode-high-contrast vscode-high-contrast-light', css: white },
} as const;
/** One of them. */
export type Theme = keyof typeof themes;

/** The style sheet that the editor puts before the page's own. */
export function themeCss(theme: Theme): string {
  return `html { ${common} ${themes[theme].css} }`;
}
