import type { Panel } from '../../shared/panel.ts';
import { saveSvg } from '../../shared/save-picture.ts';

/** Saves the funnel that the page shows. */
export async function saveFunnel(page: HTMLElement, panel: Panel<object>): Promise<void> {
  const drawn = page.querySelector<SVGSVGElement>('.funnel');
  if (drawn !== null) await saveSvg(panel, 'funnel', drawn);
}
