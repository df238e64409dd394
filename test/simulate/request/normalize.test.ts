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
    expect(normalized(sent)).toBe(seen);
  });
});
