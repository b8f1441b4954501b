/** The only door to the component kit. Importing this file makes its elements known to the page. */
import {
  provideVSCodeDesignSystem,
  TextField,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeProgressRing,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';

// The kit calls each field that shows no label of its own "Text field", whatever name it was given.
const connected = Object.getOwnPropertyDescriptor(TextField.prototype, 'connectedCallback')!.value as () => void;
TextField.prototype.connectedCallback = function (this: TextField): void {
  const name = this.getAttribute('aria-label');
  connected.call(this);
  if (name !== null) this.setAttribute('aria-label', name);
};

provideVSCodeDesignSystem().register(
  vsCodeButton(),
  vsCodeCheckbox(),
  vsCodeDropdown(),
  vsCodeOption(),
  vsCodeProgressRing(),
  vsCodeTextField(),
);
