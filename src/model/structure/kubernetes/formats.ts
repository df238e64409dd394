import { isIP } from 'node:net';
import type { Format } from '../../format.js';
import { objectName } from '../../formats/label.js';

/** A text of a form; what is not a text has another problem. */
function text(expected: string, accepts: (value: string) => boolean): Format {
  return { expected, accepts: (value) => typeof value !== 'string' || accepts(value) };
}

/** A whole number in a range; what is not a number has another problem. */
export function range(min: number, max = Number.POSITIVE_INFINITY): Format {
  const words = max === Number.POSITIVE_INFINITY ? `of at least ${min}` : `from ${min} to ${max}`;
  return {
    expected: `a whole number ${words}`,
    accepts: (value) => typeof value !== 'number' || (value >= min && value <= max),
  };
}

/** No port is 0 in an object. */
export const portNumber = range(1, 65_535);
/** A count, and none is one. */
export const notNegative = range(0);
/** A count of something that there has to be. */
export const positive = range(1);
/** Of users and groups (apimachinery validation.IsValidUserID). */
export const userId = range(0, 2 ** 31 - 1);
/** Bits of access to a file, in decimal. */
export const fileMode = range(0, 0o777);

/** apimachinery validation.IsValidPortName. */
function isPortName(name: string): boolean {
  return /^(?!-)(?!.*--)[-a-z0-9]{1,15}(?<!-)$/.test(name) && /[a-z]/.test(name);
}

/** The name of a port of a container. */
export const portName = text(
  'a port name: lower-case letters, digits and dashes, at most 15 characters, at least one letter',
  (value) => value === '' || isPortName(value),
);

/** The number or the name of a port of a container. */
export const portReference: Format = {
  expected: 'a port from 1 to 65535 or the name of a port',
  accepts: (value) => (typeof value === 'string' ? isPortName(value) : portNumber.accepts(value)),
};

/** Whole numbers that are texts or numbers have 32 bits as numbers. */
function isInt32(value: unknown): boolean {
  return typeof value !== 'number' || (value >= -(2 ** 31) && value < 2 ** 31);
}

/** A count or a percentage of at most 100. */
export const countOrShare: Format = {
  expected: 'a whole number of at least 0 or a percentage, such as 25%',
  accepts: (value) =>
    typeof value === 'number'
      ? value >= 0 && isInt32(value)
      : typeof value !== 'string' || (/^\d+%$/.test(value) && Number(value.slice(0, -1)) <= 100),
};

/** A count or a percentage, which may be more than the whole. */
export const countOrAnyShare: Format = {
  expected: countOrShare.expected,
  accepts: (value) =>
    typeof value === 'number'
      ? value >= 0 && isInt32(value)
      : typeof value !== 'string' || /^\d+%$/.test(value),
};

/** Anything that can be printed but `=` (apimachinery validation.IsRelaxedEnvVarName). */
export const environmentName = text('the name of a variable: printable ASCII without =', (value) =>
  /^[ -<>-~]+$/.test(value),
);

/** A key of a ConfigMap or a Secret (apimachinery validation.IsConfigMapKey). */
export const configKey = text('a key: letters, digits, -, _ and ., at most 253 characters', isConfigKey);

export function isConfigKey(key: string): boolean {
  return /^[-._a-zA-Z0-9]{1,253}$/.test(key) && key !== '.' && key !== '..' && !key.startsWith('..');
}

/** An address block; the API server wants the length of the prefix. */
export const cidrBlock = text('an address block, such as 10.0.0.0/8', isCidr);

export function isCidr(value: string): boolean {
  const [, address = '', bits = ''] = /^([^/%]+)\/(0|[1-9]\d{0,2})$/.exec(value) ?? [];
  const family = isIP(address);
  return family !== 0 && Number(bits) <= (family === 4 ? 32 : 128);
}

/** An IP address. */
export const address = text('an IP address', (value) => isIP(value) !== 0 && !value.includes('%'));

/** `[prefix/]name` in which the prefix may be missing, or a name that is a subdomain. */
export const subdomain = text(objectName.expected, (value) => objectName.accepts(value));

/** A text with no blanks around it. */
export const trimmed = text('a text without blanks around it', (value) => value.trim() === value);

/** A path in a volume: not absolute, and not out of it. */
export const innerPath = text(
  'a relative path without ..',
  (value) => !value.startsWith('/') && !value.split('/').includes('..'),
);

/** One of a few words, where the schema does not say which. */
export function words(...allowed: readonly string[]): Format {
  return text(`one of ${allowed.join(', ')}`, (value) => allowed.includes(value));
}

/** A field of a pod that its containers can read (core/pods, ConvertDownwardAPIFieldLabel). */
export const podField = text(
  'a field such as metadata.name, metadata.labels[…], spec.nodeName or status.podIP',
  (value) =>
    /^metadata\.(?:name|namespace|uid|labels|annotations|(?:labels|annotations)\['.+'\])$/.test(value) ||
    /^(?:spec\.(?:nodeName|serviceAccountName|restartPolicy|schedulerName|hostNetwork)|status\.(?:hostIPs?|podIPs?|phase))$/.test(
      value,
    ),
);
