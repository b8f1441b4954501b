import type { PropertyDeclarations } from 'lit';
import type { Plot } from '../../shared/chart.ts';
import { ChartPiece } from '../../shared/chart-piece.ts';
import type { Observable } from '../../shared/observable.ts';
import type { ScoresModel } from '../model/scores.ts';
import { savePlots, type TitledPlot } from './export.ts';

/** A chart of the panel, which can be saved as a picture. */
export abstract class ScoresChart extends ChartPiece {
  static override properties: PropertyDeclarations = { model: { attribute: false } };
  declare model: ScoresModel;
  #drawn: readonly unknown[] = [];

  protected override follows(): readonly Observable[] {
    return [this.model];
  }

  /** Whether a brush moves or its counts come: most of what the panel says changes nothing inside of a plot. */
  protected override drawAgain(plot: Plot): void {
    const shown = this.shown();
    if (shown.every((one, i) => one === this.#drawn[i])) return;
    this.#drawn = shown;
    plot.redraw(false);
  }

  /** What is drawn inside of the plot. */
  protected abstract shown(): readonly unknown[];

  /** The plot with its title and axes, to be saved; null while it is not there. */
  titled(): TitledPlot | null {
    return this.plot === null ? null : { plot: this.plot, ...this.names() };
  }

  /** Saves the plot as a picture. */
  protected save(name: string): void {
    const plot = this.titled();
    if (plot !== null) void savePlots(this.model, `${name}.png`, [plot]);
  }

  protected abstract names(): Omit<TitledPlot, 'plot'>;
}
