import { z } from 'zod';
import type { Format } from '../format.js';
import { duration as durationFormat } from '../formats/duration.js';
import { hostName, ipBlock, wildcardHost } from '../formats/host.js';
import { labelKey, labelValue, objectName } from '../formats/label.js';
import { isNetwork, networkOf } from '../formats/network.js';
import { percentage, port as portFormat } from '../formats/number.js';
import { noteRewriting } from './expectation.js';
import { formatted } from './formatted.js';
import { imageReference } from '../formats/image.js';
import { resourceQuantity } from '../formats/quantity.js';
import { urlOf } from './url.js';

/** An image that is the same tomorrow: `repository:tag` (not `latest`) or `repository@sha256:…`. */
export const image = formatted(imageReference);

/** A Kubernetes resource quantity: `250m`, `1Gi`, `2`. Numbers are read as texts, as Kubernetes shows them. */
export const quantity = z
  .union([z.string(), z.number()], { error: `expected ${resourceQuantity.expected}` })
  .refine((value) => resourceQuantity.accepts(value), { error: `expected ${resourceQuantity.expected}` })
  .transform(String)
  .describe(resourceQuantity.expected);

const CIDR: Format = {
  expected: 'a CIDR block, such as 10.0.0.0/8 or fd00::/8',
  accepts: (value) => typeof value === 'string' && value.includes('/') && ipBlock.accepts(value),
};

/** A block of addresses: `10.0.0.0/8`, without bits behind the prefix, which Kubernetes does not take. */
export const cidr = formatted(CIDR).refine((value) => !CIDR.accepts(value) || isNetwork(value), {
  error: ({ input }) => `expected the network itself, ${networkOf(String(input))}`,
});

/** A host name without wildcard. */
export const host = formatted(hostName);

/** A host name, or all below one: `*.example.com`. */
export const hostPattern = formatted(wildcardHost);

const PORT = { error: `expected ${portFormat.expected}` };

/** A TCP or UDP port. */
export const port = z.int(PORT).min(1, PORT).max(65_535, PORT).describe(portFormat.expected);

const replicaCount = z.int().min(1);

/** How many pods: a number, or the range in which an autoscaler may choose. */
export const replicas = z.union([
  replicaCount.describe('So many pods, always'),
  z
    .strictObject({ min: replicaCount, max: replicaCount })
    .refine(({ min, max }) => min <= max, { error: 'expected a number of at least min', path: ['max'] })
    .describe('An autoscaler chooses'),
]);

const PERCENT = { error: `expected ${percentage.expected}` };

/** A share of the whole, from 0 to 100. */
export const percent = z.number(PERCENT).min(0, PERCENT).max(100, PERCENT).describe(percentage.expected);

/** A time, such as `30s`, `250ms` or `1h30m`; more than none, in whole milliseconds. */
export const duration = formatted(durationFormat);

function amount<const Units extends readonly [string, ...string[]]>(units: Units, words: string) {
  return z
    .templateLiteral([z.number(), z.enum(units)], {
      error: (issue) => {
        noteRewriting(issue);
        return `expected ${words}`;
      },
    })
    .describe(words);
}

/** A share with its unit, so that 85 and 0.85 cannot be mixed up. */
export const share = amount(['%'], 'a share, such as 85%');

/** A time in one of two units, with which the type of the value says what it is. */
export const time = amount(['ms', 's'], 'a time, such as 20ms or 10s');

/** A bit rate, in thousands of bits a second. */
export const kilobits = amount(['kbps'], 'a bit rate, such as 500kbps');

/** An amount of data, in millions of bytes. */
export const megabytes = amount(['MB'], 'megabytes, such as 100MB');

const SECRET_KEY: Format = {
  expected: 'a key of a Secret: letters, digits, -, _ and ., at most 253 characters',
  accepts: (value) =>
    typeof value === 'string' && /^[-\w.]{1,253}$/.test(value) && value !== '.' && !value.startsWith('..'),
};

/** A key of a Secret that exists in the cluster. Its value is nowhere in the settings. */
export const secretRef = z.strictObject({
  name: formatted(objectName).describe('The name of the Secret'),
  key: formatted(SECRET_KEY).describe('The key in it'),
});

/** Labels that select something. */
export const labels = z.record(formatted(labelKey), formatted(labelValue));

/** An HTTP URL without user and password. */
export const url = formatted(urlOf('http', 'https'));
