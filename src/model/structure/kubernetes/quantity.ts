import type { Format } from '../../format.js';
import type { Json } from '../../json.js';

const FORM = /^([-+]?(?:\d+(?:\.\d*)?|\.\d+))(?:([KMGTPE]i|[numkMGTPE])|[eE]([-+]?\d+))?$/;
const SUFFIXES = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];

/** The number that a quantity stands for, nearly; `undefined` if it is none (apimachinery api/resource, ParseQuantity). */
export function quantityOf(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value;
  const found = typeof value === 'string' ? FORM.exec(value.trim()) : null;
  if (found === null) return undefined;
  const [, number = '', suffix = '', exponent = '0'] = found;
  if (suffix.endsWith('i')) return Number(number) * 1024 ** ('KMGTPE'.indexOf(suffix.charAt(0)) + 1);
  return Number(number) * 1000 ** (SUFFIXES.indexOf(suffix) - 3) * 10 ** Number(exponent);
}

const EXAMPLES = 'such as 250m, 0.5 or 1Gi';

/** A quantity of at least 0. */
export const quantity: Format = {
  expected: `a quantity of at least 0, ${EXAMPLES}`,
  accepts: (value) => isQuantity(value, (number) => number >= 0),
};

/** A quantity of more than 0. */
export const positiveQuantity: Format = {
  expected: `a quantity of more than 0, ${EXAMPLES}`,
  accepts: (value) => isQuantity(value, (number) => number > 0),
};

function isQuantity(value: unknown, holds: (number: number) => boolean): boolean {
  if (typeof value !== 'number' && typeof value !== 'string') return true;
  const number = quantityOf(value);
  return number !== undefined && holds(number);
}
