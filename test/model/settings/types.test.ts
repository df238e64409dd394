import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import * as types from '../../../src/model/settings/types.js';
import { parseSettings } from '../../../src/model/settings/read.js';
import { resourceQuantity } from '../../../src/model/formats/quantity.js';
import { urlOf } from '../../../src/model/settings/url.js';
import { mistakesIn } from './mistakes.js';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

interface Examples {
  readonly schema: z.ZodType;
  /** As it is written in YAML. */
  readonly good: readonly string[];
  readonly bad: readonly string[];
  /** What is said of each bad one, before what was found. */
  readonly expected: string;
}

const EXAMPLES: Readonly<Record<string, Examples>> = {
  image: {
    schema: types.image,
    good: [
      'redis:7.4.6',
      `redis@${DIGEST}`,
      `ghcr.io/auralink/dashboard:1.2.3@${DIGEST}`,
      'localhost/a:b',
      'localhost:5000/auralink/ai-core:v1_2.3-rc.1',
      'registry.example.com:443/a/b__c/d---e:1',
      `127.0.0.1/x:${'a'.repeat(128)}`,
      'my.image:1',
      `${'a'.repeat(255)}:1`,
      "'1:2'",
    ],
    bad: [
      'redis',
      'redis:latest',
      `redis:latest@${DIGEST}`,
      "'redis:'",
      'redis@sha256:abc',
      `redis@${DIGEST}@${DIGEST}`,
      `redis@${DIGEST.toUpperCase()}`,
      'Redis:1',
      'My.Image:1',
      'a//b:1',
      '/a:1',
      'a/:1',
      'localhost:5000/redis',
      'http://example.com/a:1',
      'example..com/a:1',
      '-example.com/a:1',
      `${'a'.repeat(256)}:1`,
      'a b:1',
      'redis:.1',
      `redis:${'a'.repeat(129)}`,
      '":1"',
      '1.5',
      '{ name: redis, tag: 1 }',
    ],
    expected: 'an image as repository:tag (not latest) or repository@sha256:<64 hex digits>',
  },
  quantity: {
    schema: types.quantity,
    good: [
      '250m',
      '1Gi',
      '0.5',
      "'2'",
      '2',
      '.5',
      '1.',
      '1e3',
      "'1e3'",
      '1E',
      '128974848',
      '0',
      '100n',
      '1k',
    ],
    bad: ['1 Gi', '1GB', '1gi', '-1', "'-1'", 'Gi', "''", 'one', '1e', '.', '.inf', 'true', '1mi', "'+1'"],
    expected: 'a quantity, such as 250m, 0.5 or 1Gi',
  },
  cidr: {
    schema: types.cidr,
    good: ['10.0.0.0/8', '0.0.0.0/0', '192.168.1.1/32', 'fd00::/8', '::/0'],
    bad: [
      '10.0.0.0',
      '10.0.0.0/33',
      '10.0.0/8',
      '10.0.0.0/',
      '/8',
      'fd00::/129',
      '10.0.0.0/8/8',
      'any',
      '10',
    ],
    expected: 'a CIDR block, such as 10.0.0.0/8 or fd00::/8',
  },
  host: {
    schema: types.host,
    good: ['api.example.com', 'localhost', 'a-b.c1'],
    bad: [
      "'*.example.com'",
      'https://example.com',
      'example.com/x',
      'example.com:80',
      '-a.b',
      'a..b',
      '10.0.0.1',
      "''",
    ],
    expected: 'a host name, such as api.example.com',
  },
  hostPattern: {
    schema: types.hostPattern,
    good: ['api.example.com', "'*.example.com'", "'*'"],
    bad: ["'api.*.com'", "'**.com'", "'*.'", 'a b'],
    expected: 'a host name, such as api.example.com or *.example.com',
  },
  port: {
    schema: types.port,
    good: ['1', '8080', '65535'],
    bad: ['0', '65536', '80.5', '-1', "'80'", 'http'],
    expected: 'a port from 1 to 65535',
  },
  share: {
    schema: types.share,
    good: ['85%', '0%', '2.5%', "'85%'"],
    bad: ['85', '0.85', "'%'", '85 %', '85ms', '[85%]'],
    expected: 'a share, such as 85%',
  },
  time: {
    schema: types.time,
    good: ['20ms', '10s', '0.5s'],
    bad: ['20', 's', '1m', '1h', '10 s'],
    expected: 'a time, such as 20ms or 10s',
  },
  kilobits: {
    schema: types.kilobits,
    good: ['500kbps'],
    bad: ['500', '1Mbps', '500 kbps'],
    expected: 'a bit rate, such as 500kbps',
  },
  megabytes: {
    schema: types.megabytes,
    good: ['100MB'],
    bad: ['100', '100Mi', '1GB'],
    expected: 'megabytes, such as 100MB',
  },
  percent: {
    schema: types.percent,
    good: ['0', '0.1', '100'],
    bad: ['-1', '100.1', '10%', '.nan'],
    expected: 'a percentage from 0 to 100',
  },
  duration: {
    schema: types.duration,
    good: ['30s', '250ms', '1h30m', '1.5s'],
    bad: ['30', '30 s', '0s', '-1s', '1d', '1us', "''"],
    expected: 'a duration of at least 1ms in whole milliseconds, such as 1.5s or 250ms',
  },
  url: {
    schema: types.url,
    good: ['https://example.com', 'http://localhost:8080/a?b=c#d', 'https://[::1]/'],
    bad: [
      'example.com',
      'ftp://example.com',
      'https://',
      'https://user:password@example.com',
      'https://user@example.com',
      'https://:password@example.com',
      'https://example.com/a b',
      'https:///example.com',
      'HTTPS://example.com',
      'https://a b/',
      'https:example.com',
      'https://example.com:99999',
      '1',
    ],
    expected: 'a URL that begins with http:// or https://, without a password',
  },
};

describe.each(Object.entries(EXAMPLES))('%s', (_, { schema, good, bad, expected }) => {
  it.each(good)('may be %s', (value) => {
    expect(mistakesIn(`a: ${value}`, z.strictObject({ a: schema }))).toEqual([]);
  });

  it.each(bad)('may not be %s', (value) => {
    const [first, ...others] = mistakesIn(`a: ${value}`, z.strictObject({ a: schema }));
    expect(first).toContain(`a: expected ${expected}, found `);
    expect(others).toEqual([]);
  });

  it('says what it is in the JSON Schema', () => {
    expect(z.toJSONSchema(schema, { io: 'input' })).toHaveProperty('description', expected);
  });
});

describe('urlOf', () => {
  it('takes other schemes, and always wants a host', () => {
    const redis = urlOf('redis', 'rediss');
    expect(redis.accepts('redis://redis:6379/0')).toBe(true);
    expect(redis.accepts('rediss://redis')).toBe(true);
    expect(redis.accepts('http://redis')).toBe(false);
    expect(redis.accepts('redis:///0')).toBe(false);
    expect(redis.accepts('redis://@/0')).toBe(false);
    expect(redis.accepts(undefined)).toBe(false);
  });
});

describe('quantity', () => {
  it('is finite', () => {
    expect(resourceQuantity.accepts(1)).toBe(true);
    expect(resourceQuantity.accepts(Number.POSITIVE_INFINITY)).toBe(false);
    expect(resourceQuantity.accepts(null)).toBe(false);
  });

  it('gives a text, also for a number', () => {
    const schema = z.strictObject({ a: types.quantity });
    expect(parseSettings('a: 2', 'test.yaml', schema)).toEqual({ a: '2' });
    expect(parseSettings('a: 0.5', 'test.yaml', schema)).toEqual({ a: '0.5' });
    expect(parseSettings('a: 1e30', 'test.yaml', schema)).toEqual({ a: '1e+30' });
    expect(mistakesIn('a: 1e+30', schema)).toEqual([]);
    expect(parseSettings('a: 250m', 'test.yaml', schema)).toEqual({ a: '250m' });
  });
});

describe('replicas', () => {
  const schema = z.strictObject({ a: types.replicas });

  it.each([
    ['1', 1],
    ['300', 300],
    ['{ min: 2, max: 2 }', { min: 2, max: 2 }],
    ['{ min: 1, max: 10 }', { min: 1, max: 10 }],
  ])('may be %s', (text, value) => {
    expect(parseSettings(`a: ${text}`, 'test.yaml', schema)).toEqual({ a: value });
  });

  it.each([
    ['0', ['1:4-5 a: expected a whole number of at least 1, found 0']],
    ['1.5', ['1:4-7 a: expected a whole number of at least 1, found 1.5']],
    ['two', ['1:4-7 a: expected a whole number of at least 1 or a mapping, found "two"']],
    ['{ min: 3, max: 2 }', ['1:19-20 a.max: expected a number of at least min, found 2']],
    ['{ min: 0, max: 2 }', ['1:11-12 a.min: expected a whole number of at least 1, found 0']],
    ['{ min: 1 }', ['1:1-2 a.max: missing, expected a whole number of at least 1']],
    ['{ min: 1, max: 2, cpu: 3 }', ['1:22-25 a.cpu: unknown key (known: min, max)']],
  ])('may not be %s', (text, expected) => {
    expect(mistakesIn(`a: ${text}`, schema)).toEqual(expected);
  });
});

describe('secretRef', () => {
  const schema = z.strictObject({ a: types.secretRef });

  it.each(['{ name: redis, key: password }', '{ name: a.b-c, key: TLS_key-1.pem }'])('may be %s', (text) => {
    expect(mistakesIn(`a: ${text}`, schema)).toEqual([]);
  });

  it.each([
    ['{ name: Redis, key: password }', '1:12-17 a.name: expected an object name: '],
    ['{ name: redis, key: "a/b" }', '1:24-29 a.key: expected a key of a Secret: '],
    ['{ name: redis, key: "." }', '1:24-27 a.key: expected a key of a Secret: '],
    ['{ name: redis, key: "..a" }', '1:24-29 a.key: expected a key of a Secret: '],
    ['{ name: redis }', '1:1-2 a.key: missing, expected a key of a Secret: '],
    ['{ name: redis, key: password, value: hunter2 }', '1:34-39 a.value: unknown key (known: name, key)'],
  ])('may not be %s', (text, beginning) => {
    const [first = '', ...others] = mistakesIn(`a: ${text}`, schema);
    expect(first.slice(0, beginning.length)).toBe(beginning);
    expect(others).toEqual([]);
  });
});

describe('labels', () => {
  const schema = z.strictObject({ a: types.labels });

  it('are label keys and label values', () => {
    expect(mistakesIn('a: { app: web, example.com/tier: "" }', schema)).toEqual([]);
    expect(mistakesIn('a: { "a b": x, app: "a b", n: 1 }', schema)).toEqual([
      expect.stringMatching(/^1:6-11 a\["a b"\]: expected a label key: .*, found "a b"$/),
      expect.stringMatching(/^1:21-26 a.app: expected a label value: .*, found "a b"$/),
      expect.stringMatching(/^1:31-32 a.n: expected a label value: .*, found 1 \(in quotes: '1'\)$/),
    ]);
  });
});
