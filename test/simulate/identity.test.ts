import { expect, test } from 'vitest';
import { namespaceMatches, principalMatches, type Identity } from '../../src/simulate/identity.js';

const WEB: Identity = { trustDomain: 'acme.io', namespace: 'abcde', serviceAccount: 'web' };
const FOREIGN: Identity = { trustDomain: 'acme.io', foreign: true };

test.each([
  ['abcde', 'yes'],
  ['abcd', 'no'],
  ['*', 'yes'],
  ['a*e', 'yes'],
  ['a*bc*e', 'yes'],
  ['a*bc*cd*e', 'no'],
  ['a*e*e', 'no'],
  ['abcde*abcde', 'no'],
  // The `sa` that follows every namespace counts as its end (conformance/fixtures/policies-as-istiod-writes-them).
  ['*a', 'yes'],
  ['*sa', 'yes'],
  ['*b', 'no'],
])('the namespace abcde is %s: %s', (pattern, match) => {
  expect(namespaceMatches(pattern, WEB)).toBe(match);
});

test.each([
  ['*', 'yes'],
  ['*a', 'yes'],
  ['*b', 'some'],
  ['abcde', 'no'],
])('a namespace outside of the set is %s: %s', (pattern, match) => {
  expect(namespaceMatches(pattern, FOREIGN)).toBe(match);
});

// A namespace outside of the set may have every name that no policy writes in full, and its accounts any name.
test.each([
  ['*', 'yes'],
  ['acme.io/*', 'yes'],
  ['acme.io/ns/*', 'yes'],
  ['acme.io/ns/sh*', 'some'],
  ['acme.io/ns/shop/*', 'no'],
  ['acme.io/ns/shop/sa/web', 'no'],
  ['other.io/*', 'no'],
  ['*web', 'some'],
  ['*a/web', 'some'],
  ['*b/web', 'no'],
  ['*/sa/web', 'some'],
  ['*p/sa/web', 'some'],
  ['*/shop/sa/web', 'no'],
  ['*/xx/web', 'no'],
])('a principal of a foreign namespace is %s: %s', (pattern, match) => {
  expect(principalMatches(pattern, FOREIGN)).toBe(match);
});
