import { z } from 'zod';
import { counted, wordList } from './words.js';

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a mapping',
  record: 'a mapping',
  array: 'a list',
  tuple: 'a list',
  null: 'null',
  undefined: 'nothing',
  never: 'nothing',
  nonoptional: 'a value',
};

const FORMATS: Readonly<Record<string, string>> = {
  url: 'a URL',
  email: 'an e-mail address',
  uuid: 'a UUID',
  guid: 'a UUID',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  cidrv4: 'an IPv4 CIDR block, such as 10.0.0.0/8',
  cidrv6: 'an IPv6 CIDR block, such as fd00::/8',
  datetime: 'a date and time, such as 2030-01-31T12:00:00Z',
  date: 'a date, such as 2030-01-31',
  time: 'a time, such as 12:00:00',
  duration: 'a duration of ISO 8601, such as PT5M',
  base64: 'base64',
  base64url: 'base64url',
  hostname: 'a host name, such as api.example.com',
};

/**
 * What a zod issue says was expected, as `expected …`. Given to zod as its error map, so that the messages of schemas
 * (`z.string({ error: 'expected a name' })`) win over it. Empty for issues that are only the sum of others.
 */
export function expectation(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      noteRewriting(issue);
      return `expected ${typeWords(issue)}`;
    case 'invalid_value':
      return `expected ${issue.values.length > 1 ? 'one of ' : ''}${wordList(issue.values, 20)}`;
    case 'too_small':
    case 'too_big':
      return `expected ${sizeWords(issue)}`;
    case 'not_multiple_of':
      return `expected ${numberWords(issue)}`;
    case 'invalid_format':
      return `expected ${formatWords(issue)}`;
    case 'unrecognized_keys':
      // Zod carries the fields of an issue over to the finished one, which no longer knows its schema.
      issue['known'] = knownKeys(issue.inst);
      return 'unknown key';
    case 'custom':
      return 'expected another value';
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
      return '';
  }
}

function typeWords(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidType>): string {
  const { expected } = issue;
  return expected === 'number' || expected === 'int' ? numberWords(issue) : (TYPES[expected] ?? expected);
}

/** All that the schema asks of the number, and not only the one check that failed. */
function numberWords({ schema, inst }: z.core.$ZodRawIssue): string {
  const owner = schema ?? inst;
  if (!(owner instanceof z.core.$ZodType)) return 'another number';
  const json = z.toJSONSchema(owner, { io: 'input', unrepresentable: 'any' });
  const { minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below, multipleOf } = json;
  const kind = multipleOf !== undefined ? `a multiple of ${multipleOf}` : undefined;
  const base = kind ?? (json.type === 'integer' ? 'a whole number' : 'a number');
  const [min, max] = [limit(minimum), limit(maximum)];
  if (min !== undefined && max !== undefined) return `${base} from ${min} to ${max}`;
  const lower =
    min !== undefined ? `of at least ${min}` : limit(above) !== undefined ? `greater than ${above}` : '';
  const upper =
    max !== undefined ? `of at most ${max}` : limit(below) !== undefined ? `less than ${below}` : '';
  return [base, lower, lower !== '' && upper !== '' ? 'and' : '', upper]
    .filter((text) => text !== '')
    .join(' ');
}

/** Whole numbers of zod have to be safe integers, which nobody needs to be told. */
function limit(value: unknown): number | undefined {
  return typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined;
}

function sizeWords(issue: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig>): string {
  const [what, thing] = SIZED[issue.origin] ?? [undefined, ''];
  if (what === undefined) return numberWords(issue);
  const size = issue.code === 'too_small' ? issue.minimum : issue.maximum;
  const bound = issue.exact === true ? 'exactly' : issue.code === 'too_small' ? 'at least' : 'at most';
  return size === 1 && issue.code === 'too_small' && issue.exact !== true
    ? `${what} that is not empty`
    : `${what} of ${bound} ${counted(size, thing)}`;
}

const SIZED: Readonly<Record<string, readonly [string, string]>> = {
  string: ['a text', 'character'],
  array: ['a list', 'item'],
  set: ['a list', 'item'],
  map: ['a mapping', 'key'],
  object: ['a mapping', 'key'],
};

function formatWords(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidStringFormat>): string {
  for (const [check, words] of [
    ['prefix', 'starts with'],
    ['suffix', 'ends with'],
    ['includes', 'contains'],
  ] as const) {
    if (typeof issue[check] === 'string') return `a text that ${words} ${JSON.stringify(issue[check])}`;
  }
  const known = FORMATS[issue.format];
  if (known !== undefined) return known;
  return issue.pattern === undefined
    ? `a text in the form ${issue.format}`
    : `a text that matches ${issue.pattern}`;
}

/**
 * Notes in an issue whether the same value would be accepted if it was written as the type that is expected: `3` as
 * `'3'`, or the other way round. For error maps of schemas that have their own words for a wrong type.
 */
export function noteRewriting(issue: z.core.$ZodRawIssue): void {
  const owner = issue.schema ?? issue.inst;
  if (issue.code !== 'invalid_type' || !(owner instanceof z.core.$ZodType)) return;
  if (!REWRITABLE.has(issue.expected)) return;
  const { input } = issue;
  // A mapping may have a key toString, which is no function.
  if (typeof input !== 'string' && typeof input !== 'number' && typeof input !== 'boolean') return;
  const rewritten = issue.expected === 'string' ? String(input) : Number(input);
  issue['fitsRewritten'] = z.core.safeParse(owner, rewritten).success;
}

const REWRITABLE = new Set(['string', 'number', 'int']);

/** False only if {@link noteRewriting} has found that it would not. */
export function mayFitRewritten(issue: z.core.$ZodIssueInvalidType): boolean {
  return !('fitsRewritten' in issue && issue.fitsRewritten === false);
}

/** The keys that would have been known, as {@link expectation} noted them. */
export function knownKeysOf(issue: z.core.$ZodIssueUnrecognizedKeys): readonly string[] {
  return 'known' in issue && Array.isArray(issue.known) ? issue.known.map(String) : [];
}

function knownKeys(schema: unknown): readonly string[] {
  if (schema instanceof z.core.$ZodObject) return Object.keys(schema._zod.def.shape);
  if (schema instanceof z.core.$ZodRecord)
    return Array.from(schema._zod.def.keyType._zod.values ?? [], String);
  return [];
}
