import { RE2JS } from 're2js';
import type { Format } from '../format.js';

/** Istio refuses longer ones (istio `virtualservice.go`, validateStringMatchRegexp). */
const MAX_BYTES = 1024;

/** A regular expression in the syntax of RE2, which Envoy runs: no look-around, no back-references. */
export const re2: Format = {
  expected: `a regular expression that RE2 accepts (no look-around, no back-references), 1 to ${MAX_BYTES} bytes`,
  accepts(value) {
    if (typeof value !== 'string' || value === '' || Buffer.byteLength(value) > MAX_BYTES) return false;
    try {
      RE2JS.compile(value);
      return true;
    } catch {
      return false;
    }
  },
};
