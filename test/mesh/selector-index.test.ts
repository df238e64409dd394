import fc from 'fast-check';
import { expect, test } from 'vitest';
import { selects, type KnownLabels, type Requirement } from '../../src/mesh/labels.js';
import { selectorIndex } from '../../src/mesh/selector-index.js';

const key = fc.constantFrom('app', 'team', 'tier');
const value = fc.constantFrom('a', 'b');
const requirement: fc.Arbitrary<Requirement> = fc.record({
  key,
  operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'),
  values: fc.array(value, { maxLength: 2 }),
});
const labels: fc.Arbitrary<KnownLabels> = fc.record({
  labels: fc.dictionary(key, value),
  others: fc.constantFrom('none', 'unknown', 'free'),
});

test('finds what a search through everything finds, in the same order', () => {
  const item = fc.record({
    namespace: fc.constantFrom('shop', 'ops'),
    selector: fc.array(requirement, { maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(item, { maxLength: 12 }), labels, (items, known) => {
      const index = selectorIndex(
        items,
        ({ selector }) => selector,
        ({ namespace }) => namespace,
      );
      const expected = items.filter(
        ({ namespace, selector }) => namespace === 'shop' && selects(selector, known) !== 'no',
      );
      expect(index.selecting('shop', known)).toEqual(expected);
    }),
  );
});
