import { describe, expect, it } from 'vitest';
import { normalized } from '../../../src/simulate/request/normalize.js';

// The left column was sent to Envoy 1.40 as istiod configures it, the right one is what the program behind it saw.
describe('normalized', () => {
  it.each([
    ['/api/../health', '/health'],
    ['/%61pi/v1', '/api/v1'],
    ['/api%2Fv1', '/api%2Fv1'],
    ['/api//v1', '/api//v1'],
    ['/a%20b', '/a%20b'],
    ['/api/v1?debug=1&debug=2', '/api/v1?debug=1&debug=2'],
  ])('%s is %s', (sent, seen) => {
    expect(normalized(sent, 'BASE')).toBe(seen);
  });

  // Seen in conformance/fixtures/paths-normalised and cross-origin, as the last proxy left it.
  it.each([
    ['MERGE_SLASHES', '//some///a%2Fb', '/some/a%2Fb'],
    ['MERGE_SLASHES', '/some/..//all', '/all'],
    ['DECODE_AND_MERGE_SLASHES', '/one/x%2Fy/end', '/one/x/y/end'],
    ['DECODE_AND_MERGE_SLASHES', '/a%5cb%252Fc', '/a/b%252Fc'],
    ['DECODE_AND_MERGE_SLASHES', '/open//a///b/', '/open/a/b/'],
    ['DECODE_AND_MERGE_SLASHES', '/open?x=a//b%2Fc', '/open?x=a//b%2Fc'],
    ['DECODE_AND_MERGE_SLASHES', '//', '//'],
    ['NONE', '/a/../b//%61', '/a/../b//%61'],
  ] as const)('with %s: %s is %s', (normalization, sent, seen) => {
    expect(normalized(sent, normalization)).toBe(seen);
  });
});
