/** What a path may look like: the part of the path rules that needs no file system. */

/** The usual path, let through at once; not on Windows, where it may name a device. */
const plain = /^(?:[\w-]+\/)*[\w-]+\.\w+$/;
const rooted = /^(?:[/\\]|[A-Za-z][A-Za-z0-9+.-]*:)/;
const url = /^(?:[A-Za-z][A-Za-z0-9+.-]*:\/\/|(?:file|https?|data|blob|ftp|s3|gs):)/i;
const windowsDevice = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\.|$)/i;
// eslint-disable-next-line no-control-regex -- these are the characters that Windows forbids in names
const windowsForbidden = /[\x01-\x1f<>"|?*]/;

/**
 * Why a path in a dataset or a recipe is refused before any file is touched, as the end of a sentence that starts with
 * the path; null when it may be tried. Whatever would leave the folder on one system is refused on all; names that only
 * Windows cannot hold are refused there alone. A backslash separates folders on Windows and is part of a name elsewhere.
 * @param path relative to the dataset folder
 */
export function lexicalProblem(path: string, platform: NodeJS.Platform = process.platform): string | null {
  if (path.length <= 255 && platform !== 'win32' && plain.test(path)) return null;
  if (path === '') return 'is empty';
  if (rooted.test(path)) {
    const problem = rootedProblem(path);
    if (problem !== null) return problem;
  }
  if (path.includes('\0')) return 'holds a NUL character';
  if (!path.isWellFormed()) return 'holds half a surrogate pair, which is no character';
  const anySeparator = path.includes('\\') ? path.replaceAll('\\', '/') : path;
  if (anySeparator.includes('..') && anySeparator.split('/').includes('..')) return 'leaves the dataset folder by ".."';
  const windows = platform === 'win32';
  const names = (windows ? anySeparator : path).split('/');
  for (const name of names) {
    const problem = nameProblem(name, windows);
    if (problem !== null) return problem;
  }
  const last = names.at(-1);
  return last === '' || last === '.' ? 'names a folder, not a file' : null;
}

function rootedProblem(path: string): string | null {
  if (/^[/\\]{2}/.test(path)) return 'is a network path: copy the file into the dataset folder';
  if (/^(?:[/\\]|[A-Za-z]:)/.test(path)) return 'is absolute: write paths relative to the dataset folder';
  return url.test(path) ? 'is a URL: download the file into the dataset folder' : null;
}

function nameProblem(name: string, windows: boolean): string | null {
  const size = windows || name.length <= 85 ? name.length : Buffer.byteLength(name);
  if (size > 255) return 'has a name of more than 255 bytes';
  if (!windows || name === '.' || name === '') return null;
  if (name.includes(':')) return 'names a stream by ":"';
  if (windowsForbidden.test(name)) return 'holds a character that Windows forbids';
  if (name.endsWith('.') || name.endsWith(' ')) return 'has a name that ends in a dot or a space';
  return windowsDevice.test(name) ? 'names a Windows device' : null;
}
