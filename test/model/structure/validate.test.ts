import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { formatPath } from '../../../src/model/field-path.js';
import { isJsonObject, type Json } from '../../../src/model/json.js';
import type { Manifest } from '../../../src/model/manifest.js';
import { validate } from '../../../src/model/structure/validate.js';

/** `code path: message (hint)` of everything that is wrong. */
function said(yaml: string): readonly string[] {
  return validate(parse(yaml) as Manifest).map(
    ({ code, path, message, hint }) =>
      `${code} ${formatPath(path)}: ${message}${hint === undefined ? '' : ` (${hint})`}`,
  );
}

const virtualService = (http: string) =>
  `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: a}, spec: {hosts: [a], http: [${http}]}}`;
const service = (spec: string) => `{apiVersion: v1, kind: Service, metadata: {name: a}, spec: ${spec}}`;

// That a real API server refuses each of these is what `npm run conformance -- --only mutants` shows for their like.
describe('what is wrong, in words', () => {
  test.each([
    [
      'a misspelt field, and not what is missing because of it',
      virtualService('{route: [{destination: {hots: a}}]}'),
      ['field-known spec.http[0].route[0].destination.hots: unknown field hots (did you mean host?)'],
    ],
    [
      'a field that belongs further out',
      virtualService('{route: [{destination: {host: a}, timeout: 5s}]}'),
      ['field-known spec.http[0].route[0].timeout: unknown field timeout (timeout belongs in spec.http[0])'],
    ],
    [
      'a field that belongs further in',
      virtualService('{uri: {exact: /}}'),
      ['field-known spec.http[0].uri: unknown field uri (uri belongs in redirect or rewrite)'],
    ],
    [
      'a number in quotes',
      service("{ports: [{port: '80'}]}"),
      ['field-type spec.ports[0].port: expected a whole number, found "80" (without quotes: 80)'],
    ],
    [
      'a text without quotes',
      '{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {a: 1}}',
      ["field-type data.a: expected a text, found 1 (in quotes: '1')"],
    ],
    [
      'a missing field',
      virtualService('{route: [{weight: 1}]}'),
      ['field-required spec.http[0].route[0].destination: destination is missing'],
    ],
    [
      'a word that is none of a few',
      '{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: a}, spec: {mtls: {mode: strict}}}',
      ['field-value spec.mtls.mode: expected one of UNSET, DISABLE, PERMISSIVE, STRICT, found "strict"'],
    ],
    [
      'two of which only one may be there',
      virtualService('{match: [{uri: {exact: /a, prefix: /b}}], route: [{destination: {host: a}}]}'),
      [
        'field-combination spec.http[0].match[0].uri: expected only one of exact, prefix, regex, found exact and prefix',
      ],
    ],
    [
      'a CEL rule',
      virtualService('{timeout: soon, route: [{destination: {host: a}}]}'),
      ['field-combination spec.http[0].timeout: must be a valid duration greater than 1ms'],
    ],
    [
      'a selector that does not select its template',
      '{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: b}}, spec: {containers: [{name: a, image: a}]}}}}',
      [
        'field-combination spec.template.metadata.labels: the selector does not select the labels of the template',
      ],
    ],
    [
      'a version that is gone',
      '{apiVersion: autoscaling/v2beta2, kind: HorizontalPodAutoscaler, metadata: {name: a}, spec: {}}',
      [
        'api-version-served apiVersion: HorizontalPodAutoscaler is not served as autoscaling/v2beta2 (write autoscaling/v2)',
      ],
    ],
    [
      'metadata of a kind that nobody knows',
      '{apiVersion: x.io/v1, kind: X, metadata: {name: a, lables: {}}, spec: {a: 1}}',
      ['field-known metadata.lables: unknown field lables (did you mean labels?)'],
    ],
    [
      'a name',
      '{apiVersion: v1, kind: Service, metadata: {name: a.b}, spec: {ports: [{port: 80}]}}',
      [
        'field-value metadata.name: expected a DNS label: lower-case letters, digits and dashes, at most 63 characters, found "a.b"',
      ],
    ],
  ])('%s', (_, yaml, expected) => {
    expect(said(yaml)).toEqual(expected);
  });
});

test.each([
  [
    'an older version of a kind of Istio',
    virtualService('{route: [{destination: {host: a}}]}').replace('/v1', '/v1alpha3'),
  ],
  ['null for what is absent', virtualService('{timeout: null, route: [{destination: {host: a}}]}')],
  [
    'ports by number or name',
    service('{ports: [{name: a, port: 80, targetPort: http}, {name: b, port: 81, targetPort: 8081}]}'),
  ],
  ['a kind that nobody knows', '{apiVersion: x.io/v1, kind: constructor, metadata: {name: a}, spec: {a: 1}}'],
])('nothing is wrong with %s', (_, yaml) => {
  expect(said(yaml)).toEqual([]);
});

test('no value makes it fail', () => {
  const { json } = fc.letrec<{ json: Json }>((tie) => ({
    json: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<Json>(null, true, 0, -1, 1.5, 2 ** 40, '', 'a', '80', '1s', '*'),
      fc.array(tie('json'), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom(
          'spec',
          'http',
          'route',
          'ports',
          'template',
          'containers',
          'rules',
          'selector',
          'metadata',
          'tls',
        ),
        tie('json'),
        { maxKeys: 5 },
      ),
    ),
  }));
  const kind = fc.constantFrom(
    ['networking.istio.io/v1', 'VirtualService'],
    ['security.istio.io/v1', 'AuthorizationPolicy'],
    ['apps/v1', 'Deployment'],
    ['v1', 'Service'],
    ['batch/v1', 'CronJob'],
  );
  fc.assert(
    fc.property(kind, json, ([apiVersion = '', kindName = ''], value) => {
      const fields = isJsonObject(value) ? value : { spec: value };
      validate({ ...fields, apiVersion, kind: kindName, metadata: { name: 'a' } });
    }),
    { numRuns: 500 },
  );
});
