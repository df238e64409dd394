import type { Format } from '../format.js';

// apimachinery pkg/api/resource, the grammar in the comment of Quantity; without a sign, since no resource is negative.
const QUANTITY = /^(?:\d+(?:\.\d*)?|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][-+]?\d+)?$/;

/** A Kubernetes resource quantity of at least 0, as a text or as a number: `250m`, `1Gi`, `0.5`, `1e3`. */
export const resourceQuantity: Format = {
  expected: 'a quantity, such as 250m, 0.5 or 1Gi',
  accepts: (value) =>
    typeof value === 'number'
      ? Number.isFinite(value) && value >= 0
      : typeof value === 'string' && QUANTITY.test(value),
};

const EXPONENTS: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};

/** The number that a quantity stands for; `undefined` if the text is none. */
export function quantityOf(text: string): number | undefined {
  if (!QUANTITY.test(text)) return undefined;
  const [, digits = '', suffix = ''] = /^([\d.]+)(.*)$/.exec(text) ?? [];
  if (suffix === '') return Number(digits);
  if (suffix.endsWith('i')) return Number(digits) * 1024 ** ('KMGTPE'.indexOf(suffix.charAt(0)) + 1);
  const exponent = EXPONENTS[suffix];
  return exponent === undefined ? Number(text) : Number(digits) * 10 ** exponent;
}
