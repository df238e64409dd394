import { expect, test } from 'vitest';
import { celProgram } from '../../../src/model/structure/cel/environment.js';
import { parseUrl } from '../../../src/model/structure/cel/url.js';
import { ISTIO_SCHEMAS } from '../../../src/model/structure/schemas/istio.js';
import type { CelRule } from '../../../src/model/structure/schema.js';

function rulesIn(value: unknown): readonly CelRule[] {
  if (Array.isArray(value)) return value.flatMap(rulesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === 'x-kubernetes-validations' ? (part as CelRule[]) : rulesIn(part),
  );
}

test('every rule of the CRDs compiles', () => {
  const rules = Object.values(ISTIO_SCHEMAS).flatMap((text) => rulesIn(JSON.parse(text)));
  expect(rules.length).toBeGreaterThan(140);
  for (const rule of rules) expect(() => celProgram(rule), rule.rule).not.toThrow();
});

test.each([
  ["duration(self) >= duration('1ms')", '1ms', true],
  ["duration(self) >= duration('1ms')", '0s', false],
  ["duration(self) >= duration('1ms')", 'soon', false],
  ['url(self).getScheme() in ["http", "https"]', 'HTTPS://a', true],
  ['url(self).getScheme() in ["http", "https"]', 'ftp://a', false],
  ['isURL(self)', 'a', false],
  ['self.all(key, 0 < int(key) && int(key) <= 65535)', { 8080: {} }, true],
  ['self.all(key, 0 < int(key) && int(key) <= 65535)', { http: {} }, false],
])('%s for %j is %j', (rule, self, holds) => {
  expect(celProgram({ rule })(self)).toBe(holds);
});

test('whole numbers are integers', () => {
  expect(celProgram({ rule: '0 < self && self <= 65535' })(80n)).toBe(true);
  expect(celProgram({ rule: '0 < self && self <= 65535' })(0n)).toBe(false);
});

// Go's url.ParseRequestURI with the same texts.
test.each([
  ['https://issuer.example.com/keys', 'https'],
  ['oci://registry.example.com/auth:1', 'oci'],
  ['/path', ''],
  ['mailto:someone', 'mailto'],
])('%s is a URL', (text, scheme) => {
  expect(parseUrl(text)?.scheme).toBe(scheme);
});

test.each(['', 'issuer', 'http://a b/', 'http://a/%zz', 'http://a:port/', 'http://a\n/'])(
  '%j is none',
  (text) => {
    expect(parseUrl(text)).toBeUndefined();
  },
);
