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
      return `expected ${typeWords(issue)}`;
    case 'invalid_value':
      return `expected ${issue.values.length > 1 ? 'one of ' : ''}${wordList(issue.values, 20)}`;
    case 'too_small':
    case 'too_big':
      return `expected ${sizeWords(issue)}`;
    case 'not_multiple_of':
      return `expected ${numberWords(bagOf(issue))}`;
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

/** What zod has gathered from the checks of a schema. */
interface Bag {
  readonly [name: string]: unknown;
}

function bagOf({ schema, inst }: z.core.$ZodRawIssue): Bag {
  const owner = schema ?? inst;
  return owner instanceof z.core.$ZodType ? owner._zod.bag : {};
}

function typeWords(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidType>): string {
  const { expected } = issue;
  return expected === 'number' || expected === 'int'
    ? numberWords(bagOf(issue))
    : (TYPES[expected] ?? expected);
}

function numberWords(bag: Bag): string {
  const { multipleOf } = bag;
  const kind = String(bag['format']).includes('int') ? 'a whole number' : 'a number';
  const base = typeof multipleOf === 'number' ? `a multiple of ${multipleOf}` : kind;
  return base + rangeWords(bag);
}

/** Zod notes the range of safe integers as well, which says nothing. */
function limit(value: unknown): number | undefined {
  return typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined;
}

function rangeWords(bag: Bag): string {
  const [min, max] = [limit(bag['minimum']), limit(bag['maximum'])];
  const [above, below] = [limit(bag['exclusiveMinimum']), limit(bag['exclusiveMaximum'])];
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  const lower =
    min !== undefined ? ` of at least ${min}` : above !== undefined ? ` greater than ${above}` : '';
  const upper = max !== undefined ? ` of at most ${max}` : below !== undefined ? ` less than ${below}` : '';
  return lower !== '' && upper !== '' ? `${lower} and${upper.replace(' of', '')}` : lower + upper;
}

function sizeWords(issue: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig>): string {
  const [what, thing] = SIZED[issue.origin] ?? [undefined, ''];
  if (what === undefined) return numberWords(bagOf(issue));
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

function knownKeys(schema: unknown): readonly string[] {
  if (schema instanceof z.core.$ZodObject) return Object.keys(schema._zod.def.shape);
  if (schema instanceof z.core.$ZodRecord)
    return Array.from(schema._zod.def.keyType._zod.values ?? [], String);
  return [];
}
