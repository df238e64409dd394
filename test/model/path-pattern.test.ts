import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bySpecificity, covers, overlaps, pathPattern, toStringMatch } from '../../src/model/path-pattern.js';

const segment = fc.constantFrom('a', 'b', 'api', 'v1');
const exact = fc.array(segment, { maxLength: 3 }).map((parts) => `/${parts.join('/')}`);
const pattern = fc.oneof(
  exact,
  exact.map((path) => (path === '/' ? '/*' : `${path}/*`)),
);

/** The reading of a pattern that the documentation gives, independent of the code's. */
function matches(text: string, path: string): boolean {
  if (!text.endsWith('/*')) return text === path;
  return path.startsWith(text.slice(0, -1));
}

describe('path patterns', () => {
  it.each(['/', '/health', '/api/v1/*', '/*', '/twirp/livekit.RoomService/*', '/a/'])(
    'accepts %s',
    (text) => {
      expect(pathPattern.accepts(text)).toBe(true);
    },
  );

  it.each([
    '',
    'health',
    '/api*',
    '/a/*/b',
    '*',
    '/a//b',
    '/a/../b',
    '/a/./b',
    '/a?x=1',
    '/a#b',
    '/a%2fb',
    '/a b',
    '//',
  ])('refuses %s', (text) => {
    expect(pathPattern.accepts(text)).toBe(false);
  });

  it('covers what follows the slash, and neither the path without it nor its namesakes', () => {
    expect(covers('/api/v1/*', '/api/v1/calls')).toBe(true);
    expect(covers('/api/v1/*', '/api/v1')).toBe(false);
    expect(covers('/api/v1/*', '/api/v1x')).toBe(false);
    expect(toStringMatch('/api/v1/*')).toEqual({ prefix: '/api/v1/' });
    expect(toStringMatch('/health')).toEqual({ exact: '/health' });
  });

  it('is what matching says: if one covers the other, each path of the other is one of its own', () => {
    fc.assert(
      fc.property(pattern, pattern, exact, (outer, inner, path) => {
        const isSubset = !(covers(outer, inner) && matches(inner, path)) || matches(outer, path);
        const isShared = !(matches(outer, path) && matches(inner, path)) || overlaps(outer, inner);
        expect({ isSubset, isShared }).toEqual({ isSubset: true, isShared: true });
      }),
    );
  });

  it('puts the first that matches first: nothing is swallowed by what comes before it', () => {
    fc.assert(
      fc.property(fc.uniqueArray(pattern, { maxLength: 6 }), (patterns) => {
        const sorted = patterns.toSorted(bySpecificity);
        for (const [i, earlier] of sorted.entries()) {
          for (const later of sorted.slice(i + 1)) expect(covers(earlier, later)).toBe(false);
        }
      }),
    );
  });
});
