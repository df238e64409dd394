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
