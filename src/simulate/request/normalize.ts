const UNRESERVED = /[A-Za-z0-9\-._~]/;
/** Beside control characters. */
const ESCAPED = new Set(' "<>?^`{|}');

/**
 * A path as Istio's proxies normalise it by default: dot segments resolved, letters, digits, `-`, `.`, `_` and `~`
 * unescaped, backslashes turned, and nothing else (`pathNormalization` BASE: Envoy's `normalize_path`, which uses
 * `url_canon_path.cc` of Chromium). Double slashes stay.
 */
export function normalized(path: string): string {
  const withoutFragment = path.replace(/#.*$/s, '');
  const end = withoutFragment.indexOf('?');
  const plain = end === -1 ? withoutFragment : withoutFragment.slice(0, end);
  const query = end === -1 ? '' : withoutFragment.slice(end);
  if (/^\/[A-Za-z0-9_~/-]*$/.test(plain)) return withoutFragment;
  return canonical(plain) + query;
}

function canonical(path: string): string {
  const text = path
    .replaceAll('\\', '/')
    .replaceAll(/%([0-9A-Fa-f]{2})/g, (escape, hex: string) => {
      const char = String.fromCharCode(parseInt(hex, 16));
      return UNRESERVED.test(char) ? char : escape;
    })
    .replaceAll(/[^]/gu, (char) => (isEscaped(char) ? percent(char) : char));
  const kept: string[] = [];
  const segments = text.split('/').slice(1);
  for (const [i, segment] of segments.entries()) {
    const last = i === segments.length - 1;
    if (segment === '.' || segment === '..') {
      if (segment === '..') kept.pop();
      if (last) kept.push('');
    } else kept.push(segment);
  }
  return `/${kept.join('/')}`;
}

function isEscaped(char: string): boolean {
  const code = char.codePointAt(0) ?? 0;
  return code < 0x20 || code > 0x7e || ESCAPED.has(char);
}

function percent(char: string): string {
  return [...Buffer.from(char)].map(hexOf).join('');
}

function hexOf(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
