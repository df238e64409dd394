import type { Normalization } from '../../mesh/mesh-settings.js';

const UNRESERVED = /[A-Za-z0-9\-._~]/;
/** Beside control characters. */
const ESCAPED = new Set(' "<>?^`{|}');

/**
 * A path as the proxies of a mesh normalise it (`pathNormalization`). BASE, the default: dot segments resolved, letters,
 * digits, `-`, `.`, `_` and `~` unescaped, backslashes turned, and nothing else (Envoy's `normalize_path`, which uses
 * `url_canon_path.cc` of Chromium). MERGE_SLASHES makes one slash of several afterwards; DECODE_AND_MERGE_SLASHES
 * unescapes slashes and backslashes before (Envoy `source/common/http/conn_manager_utility.cc` maybeNormalizePath).
 */
export function normalized(path: string, normalization: Normalization): string {
  const withoutFragment = path.replace(/#.*$/s, '');
  if (normalization === 'NONE') return withoutFragment;
  const end = withoutFragment.indexOf('?');
  const plain = end === -1 ? withoutFragment : withoutFragment.slice(0, end);
  const query = end === -1 ? '' : withoutFragment.slice(end);
  const merges = normalization !== 'BASE';
  if (/^\/[A-Za-z0-9_~/-]*$/.test(plain) && !(merges && plain.includes('//'))) return withoutFragment;
  const text = normalization === 'DECODE_AND_MERGE_SLASHES' ? withSlashes(plain) : plain;
  const whole = canonical(text);
  return (merges && whole.includes('//') ? merged(whole) : whole) + query;
}

/** Nothing but slashes stays two of them (Envoy `source/common/http/path_utility.cc` mergeSlashes). */
function merged(path: string): string {
  const parts = path.split('/').filter((part) => part !== '');
  return `/${parts.join('/')}${path.endsWith('/') ? '/' : ''}`;
}

function withSlashes(path: string): string {
  return path.replaceAll(/%2f/gi, '/').replaceAll(/%5c/gi, '\\');
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
