import { describe, expect, it } from 'vitest';
import type { Format } from '../../../src/model/format.js';

/** What no form of a text or a number accepts, and none may fail at. */
const NEITHER = [null, true, {}, [], ['a'], Number.NaN];

/** Tests that a format accepts the one and refuses the other, and says what it wants. */
export function describeFormat(
  name: string,
  format: Format,
  examples: { readonly good: readonly unknown[]; readonly bad: readonly unknown[] },
): void {
  describe.each([name])('%s', () => {
    it.each(examples.good.map((value) => [value]))('accepts %j', (value) => {
      expect(format.accepts(value)).toBe(true);
    });
    it.each([...examples.bad, ...NEITHER].map((value) => [value]))('refuses %j', (value) => {
      expect(format.accepts(value)).toBe(false);
    });
    it('says what it expects, so that it completes a sentence', () => {
      expect(format.expected).toMatch(/^[^A-Z].*[^.]$/);
    });
  });
}
