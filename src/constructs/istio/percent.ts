import type { Format } from '../../model/format.js';

/** A share (https://istio.io/latest/docs/reference/config/networking/virtual-service/#Percent). */
export interface Percent {
  /** 0 to 100. */
  readonly value: number;
}

/** istio `pkg/config/validation/validation.go`, validatePercentage: Envoy counts in millionths. */
export const faultPercentage: Format = {
  expected: 'a percentage: 0, or from 0.0001 to 100',
  accepts: (value) => typeof value === 'number' && (value === 0 || (value >= 0.0001 && value <= 100)),
};
