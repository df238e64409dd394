import type { Format } from '../format.js';

/** A scheme and the beginning of a host. The URL class would take `http:///x` for `http://x`, and skip blanks. */
const ABSOLUTE = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s]\S*$/;

/**
 * An absolute URL in one of the schemes, with a host and without user and password (which would be a secret in a file
 * that is committed).
 */
export function urlOf(...schemes: readonly string[]): Format {
  return {
    expected: `a URL that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}, without a password`,
    accepts(value) {
      if (typeof value !== 'string' || !ABSOLUTE.test(value) || !URL.canParse(value)) return false;
      const { protocol, username, password } = new URL(value);
      return schemes.includes(protocol.slice(0, -1)) && username === '' && password === '';
    },
  };
}
