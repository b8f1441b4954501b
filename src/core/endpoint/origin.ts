import { ProductError } from '../../protocol/errors.ts';

/** 127.0.0.0/8, ::1 and localhost, as `URL` writes them. */
const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** What the client appends itself. */
const appended = /\/chat\/completions\/?$/;

/**
 * Reads the address of an endpoint, without the `/chat/completions` that is appended for each request. What is wrong with it is said without repeating it: it may hold a password.
 * @throws ProductError `usage` for what is no address, `refused` for http beyond this machine.
 */
export function parseEndpoint(text: string): URL {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) throw badUrl('it is no http or https address');
  if (url.username !== '' || url.password !== '') throw badUrl('it holds a user name or a password');
  if (url.search !== '' || url.hash !== '') throw badUrl('it has a ? or # part');
  if (url.protocol === 'http:' && !loopback.test(url.hostname)) {
    throw new ProductError('refused', `Plain http beyond this machine is refused: anyone on the way could read it.`, {
      where: url.origin,
      safe: 'Nothing was sent.',
      next: 'Use https, or a tunnel that ends on 127.0.0.1.',
    });
  }
  url.pathname = url.pathname.replace(appended, '');
  return url;
}

/** Most servers answer below a path: where an address has none, the one to try; else null. */
export function likelierAddress(address: string): string | null {
  const { origin, pathname } = new URL(address);
  return pathname === '/' ? `${origin}/v1` : null;
}

function badUrl(reason: string): ProductError {
  return new ProductError('usage', `The endpoint’s URL cannot be used: ${reason}.`, {
    next: 'Give the address up to and without /chat/completions, such as https://host/v1',
  });
}
