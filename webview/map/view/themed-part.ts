import { onTheme, themeColors, type Colors } from '../../shared/colors.ts';
import { MapPart } from './part.ts';

/** A part that draws in the theme's colours, and anew in those of another one. */
export class ThemedPart extends MapPart {
  #colors: Colors | null = null;
  #endTheme: () => void = () => undefined;

  protected get colors(): Colors {
    return (this.#colors ??= themeColors());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#endTheme = onTheme(() => {
      this.#colors = null;
      this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#endTheme();
  }
}
