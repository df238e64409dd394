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
        /\s/.test(value) ||
        !schemes.some((scheme) => value.startsWith(`${scheme}://`))
      )
        return false;
      const url = URL.canParse(value) ? new URL(value) : undefined;
      return url !== undefined && url.hostname !== '' && url.username === '' && url.password === '';
    },
  };
}
