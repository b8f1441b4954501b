import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { StageOverview } from '../../../src/protocol/engine.ts';
import { Piece } from '../../shared/piece.ts';
import { icon } from '../../shared/ui/icon.ts';
import { t } from '../../shared/words.ts';
import type { ScoresModel } from '../model/scores.ts';

/** What to do where nothing has been measured yet: run the first stage of the recipe that measures. */
class NothingMeasured extends Piece {
  static override properties: PropertyDeclarations = { model: { attribute: false }, stage: { state: true } };
  declare model: ScoresModel;
  declare stage: StageOverview | null;

  constructor() {
    super();
    this.stage = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.model.panel.run(async () => {
      const { stages } = await this.model.panel.host.ask('overview', null);
      this.stage = stages.find(({ kind }) => kind === 'measure' || kind === 'clean') ?? null;
    });
  }

  protected override render(): TemplateResult {
    const { stage, model } = this;
    return html`<div class="empty-state">
      ${icon('graph')}
      <p aria-live="polite">
        ${
          stage === null
            ? t(
                'Nothing is measured yet. Add a stage measure or clean to the recipe, and run it: its scores are shown here.',
              )
            : t(
                'Nothing is measured yet. Run the stage {0}: its scores are shown here as soon as it has ended.',
                stage.name,
              )
        }
      </p>
      ${
        stage === null || model.panel.start.restricted
          ? nothing
          : html`<vscode-button
              @click=${() => void model.panel.run(async () => void (await model.panel.host.ask('run-stage', { stage: stage.name })))}
              >${t('Run {0}', stage.name)}</vscode-button
            >`
      }
    </div>`;
  }
}

customElements.define('bs-nothing-measured', NothingMeasured);
