/** What a process of ours gets to know of the environment: names that it needs, and no key, hook or library of anybody. */
const names = new Set([
  'PATH',
  'HOME',
  'USERPROFILE',
  'LANG',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SYSTEMROOT',
  'APPDATA',
  'LOCALAPPDATA',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'ALL_PROXY',
  'NO_PROXY',
]);
const prefixes = ['LC_', 'XDG_'];
/** Proxies are written in small letters too. */
const smallToo = /^(https?|all|no)_proxy$/;

/**
 * The variables of `from` that a child process may have, and what makes an editor's own program a Node.
 * @param besides names of variables that this process may have too
 */
export function childEnvironment(
  from: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  besides: readonly string[] = [],
): Record<string, string> {
  const allowed: Record<string, string> = {};
  for (const [name, value] of Object.entries(from)) {
    if (value !== undefined && (isAllowed(name, platform) || besides.includes(name))) allowed[name] = value;
  }
  return { ...allowed, ELECTRON_RUN_AS_NODE: '1' };
}

function isAllowed(name: string, platform: NodeJS.Platform): boolean {
  const known = platform === 'win32' || smallToo.test(name) ? name.toUpperCase() : name;
  return names.has(known) || prefixes.some((prefix) => known.startsWith(prefix));
}
