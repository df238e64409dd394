import { z } from 'zod';
import type { Format } from '../format.js';
import { formatted } from '../settings/formatted.js';

/** A whole number of at least 1, of some unit that the key names. */
export const count = () => z.int().min(1);

/** A share from 0 to 1. */
export const ratio = () => z.number().min(0).max(1);

/** How much of the bandwidth is saved, from 0.01 to 0.99: the same limits as of a percentage from 1 to 99. */
export const reduction = () => z.number().min(0.01).max(0.99);

const ENDPOINT: Format = {
  expected: 'scheme, host and port, such as grpc://ai-core:50051',
  accepts: (value) => typeof value === 'string' && /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@:]+:\d{1,5}$/.test(value),
};

/** Where the service of AIC is. */
export const endpoint = () => formatted(ENDPOINT);
