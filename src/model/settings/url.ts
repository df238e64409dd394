import type { Format } from '../format.js';

/**
 * An absolute URL in one of the schemes, with a host and without user and password (which would be a secret in a file
 * that is committed).
 */
export function urlOf(...schemes: readonly string[]): Format {
  return {
    expected: `a URL that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}, without a password`,
    accepts(value) {
      if (
        typeof value !== 'string' ||
        !/^[a-z][a-z0-9+.-]*:\/\/[^/?#\s]\S*$/.test(value) ||
        !URL.canParse(value)
      )
        return false;
      const url = new URL(value);
      return schemes.includes(url.protocol.slice(0, -1)) && url.username === '' && url.password === '';
    },
  };
}
