import fc from 'fast-check';
import { expect, test } from 'vitest';
import { samplesOf } from '../../src/simulate/samples.js';
import { policyText, textMatches } from '../../src/simulate/text-match.js';

const letters = fc.string({ unit: fc.constantFrom('/', 'a', 'b'), maxLength: 5 });
const pattern = fc.tuple(letters, fc.constantFrom('exact', 'prefix', 'suffix')).map(([text, form]) => {
  return form === 'exact' ? { exact: text } : form === 'prefix' ? { prefix: text } : { suffix: text };
});

test('every text is matched by the same patterns as one of the samples', () => {
  fc.assert(
    fc.property(fc.array(pattern, { maxLength: 5 }), letters, (patterns, rest) => {
      const text = `/${rest}`;
      const key = (candidate: string) => patterns.map((match) => textMatches(match, candidate)).join();
      expect(samplesOf(patterns, '/').map((sample) => key(sample.text))).toContain(key(text));
    }),
    { numRuns: 2000 },
  );
});

test('samples are named by the pattern that they stand for', () => {
  const labels = samplesOf(['/a/*', '/a/b', '*.json', '*'].map(policyText), '/').map(({ label }) => label);
  expect(labels.sort()).toEqual(['*', '*.json', '/a/*', '/a/*.json', '/a/b']);
});
