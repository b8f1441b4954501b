import { edit } from '../model/commands.ts';
import type { Grid } from '../model/grid.ts';

/** Carries out a key on the grid; false: the key means nothing here. */
export function moveByKey(grid: Grid, event: KeyboardEvent, columns: number, page: number): boolean {
  const { selection, total } = grid;
  if (total === 0) return false;
  if ((event.ctrlKey || event.metaKey) && event.key === 'a') {
    selection.all(total);
    return true;
  }
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -columns * page,
    PageDown: columns * page,
    Home: -total,
    End: total,
  };
  const step = steps[event.key];
  if (step === undefined) return act(grid, event);
  const place = selection.focus < 0 ? 0 : inside(selection.focus, step, columns, total);
  selection.move(place, event.shiftKey);
  grid.show(place);
  return true;
}

/** Up and down stay in their column; what would leave the grid stops at its edge. */
function inside(from: number, step: number, columns: number, total: number): number {
  const to = from + step;
  if (Math.abs(step) === 1 || Math.abs(step) >= total) return Math.min(Math.max(0, to), total - 1);
  if (to < 0) return from % columns;
  if (to < total) return to;
  const last = (Math.ceil(total / columns) - 1) * columns + (from % columns);
  return last < total ? last : Math.max(from, last - columns);
}

function act(grid: Grid, event: KeyboardEvent): boolean {
  const { selection, focused } = grid;
  switch (event.key) {
    case ' ':
      selection.toggle(Math.max(0, selection.focus));
      return true;
    case 'Enter':
      if (focused !== undefined) void edit(grid, focused, 'card');
      return true;
    case 'Escape':
      return escape(grid);
    default:
      return false;
  }
}

/** What lies on top goes first. */
function escape(grid: Grid): boolean {
  if (grid.replacing.open) grid.replacing.show(false);
  else if (grid.selection.count > 0) grid.selection.set([]);
  else if (grid.view.kept.panel) grid.togglePanel(false);
  else return false;
  return true;
}
