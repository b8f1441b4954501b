/** A text in which the user's own folder is `~`: its path names the user. */
export function withoutHome(text: string, home: string): string {
  return home === '' || home === '/' ? text : text.replaceAll(home, '~');
}
