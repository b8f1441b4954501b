/** Gives the keys to the samples where the page has them and nothing in it: as after a tab was left and shown again. */
export function focusGrid(): void {
  if (!document.hasFocus() || document.activeElement !== document.body) return;
  document.querySelector<HTMLElement>('[role=grid]')?.focus({ preventScroll: true });
}
