import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../src/analysis/baseline.js';
import { analyze } from '../../src/analysis/analyze.js';
import { defineRule, type ObjectRule } from '../../src/analysis/rule.js';
import { meshOf } from '../../src/mesh/mesh.js';
import { DEFAULT_ASSUMPTIONS } from '../../src/model/assumptions.js';
import type { Json } from '../../src/model/json.js';
import type { Manifest } from '../../src/model/manifest.js';
import { analyzeText } from './fixtures.js';

const replicas = defineRule<ObjectRule>({
  id: 'deployment-replicas',
  severity: 'warning',
  what: 'A Deployment has one pod.',
  why: 'It is away while it moves.',
  fix: 'Give it two.',
  kinds: ['apps/Deployment'],
  *check({ spec }) {
    if (typeof spec === 'object' && spec !== null && 'replicas' in spec && spec['replicas'] === 1)
      yield { path: ['spec', 'replicas'], message: 'there is one pod' };
  },
});

const deployment = (annotations = '{}', replicaCount = 1) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\n  annotations: ${annotations}\nspec:\n  replicas: ${replicaCount}\n`;

describe('analyze', () => {
  it('runs the rules of a project on the kinds that they name', () => {
    const service = deployment().replace('apps/v1', 'v1').replace('Deployment', 'Service');
    const { findings, objects } = analyzeText(`${deployment()}---\n${service}`, [replicas]);
    expect(objects).toBe(2);
    expect(findings).toMatchObject([
      {
        rule: 'deployment-replicas',
        severity: 'warning',
        resource: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: '', name: 'a' },
        path: ['spec', 'replicas'],
        message: 'there is one pod',
        fix: 'Give it two.',
        location: { file: 'set.yaml', line: 7, column: 13 },
      },
    ]);
  });

  it('keeps back what an annotation ignores', () => {
    const ignored = deployment("{ignore.meshproof.io/deployment-replicas: 'a test'}");
    expect(analyzeText(ignored, [replicas])).toMatchObject({ findings: [], suppressed: 1 });
  });

  it('refuses rules that do not explain themselves', () => {
    expect(() => defineRule({ ...replicas, id: 'Replicas' })).toThrow('expected words joined by dashes');
    expect(() => defineRule({ ...replicas, why: 'bad' })).toThrow('deployment-replicas: why is no sentence');
  });

  it('does not depend on the order of the objects, but for what is about the order', () => {
    const objects = ['a', 'b', 'c'].map((name) => deployment().replace('name: a', `name: ${name}`));
    const messages = (text: string) =>
      analyzeText(text).findings.map(
        ({ rule, resource, message }) => `${rule} ${resource?.name ?? ''} ${message}`,
      );
    expect(messages(objects.join('---\n')).sort()).toEqual(
      messages(objects.toReversed().join('---\n')).sort(),
    );
  });
});

describe('a fingerprint', () => {
  const finding = (text: string, rules: readonly ObjectRule[] = [replicas]) => {
    const { findings } = analyzeText(text, rules);
    expect(findings).toHaveLength(1);
    return findings[0] ?? expect.fail();
  };
  const of = (text: string, rules?: readonly ObjectRule[]) => fingerprintOf(finding(text, rules), undefined);

  it('depends neither on words nor on lines', () => {
    const other = defineRule<ObjectRule>({
      ...replicas,
      why: 'Other words.',
      check: (manifest, mesh) =>
        [...replicas.check(manifest, mesh)].map((violation) => ({ ...violation, message: 'other words' })),
    });
    expect(of(`\n\n${deployment()}`)).toBe(of(deployment()));
    expect(of(deployment(), [other])).toBe(of(deployment()));
  });

  it('depends on the object and on the value', () => {
    expect(of(deployment().replace('name: a', 'name: b'))).not.toBe(of(deployment()));
    const any = defineRule<ObjectRule>({
      ...replicas,
      check: () => [{ path: ['spec', 'replicas'], message: 'is bad' }],
    });
    expect(of(deployment('{}', 3), [any])).not.toBe(of(deployment('{}', 4), [any]));
  });
});

it('no manifest makes it fail', () => {
  const { json } = fc.letrec<{ json: Json }>((tie) => ({
    json: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<Json>(null, true, 0, 1.5, '', 'a', '80', '*'),
      fc.array(tie('json'), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom(
          'http',
          'route',
          'ports',
          'template',
          'containers',
          'rules',
          'selector',
          'metadata',
          'hosts',
          'to',
        ),
        tie('json'),
        { maxKeys: 5 },
      ),
    ),
  }));
  const kind = fc.constantFrom<[string, string]>(
    ['networking.istio.io/v1', 'VirtualService'],
    ['networking.istio.io/v1', 'DestinationRule'],
    ['networking.istio.io/v1', 'Gateway'],
    ['networking.istio.io/v1', 'Sidecar'],
    ['security.istio.io/v1', 'AuthorizationPolicy'],
    ['security.istio.io/v1', 'PeerAuthentication'],
    ['networking.k8s.io/v1', 'NetworkPolicy'],
    ['apps/v1', 'Deployment'],
    ['v1', 'Service'],
    ['v1', 'Namespace'],
  );
  const manifest = fc.tuple(kind, json, json).map(([[apiVersion, kindName], spec, labels]): Manifest => ({
    apiVersion,
    kind: kindName,
    metadata: { name: 'a', labels, annotations: labels },
    spec,
  }));
  fc.assert(
    fc.property(fc.array(manifest, { maxLength: 4 }), (manifests) => {
      analyze(meshOf(manifests, DEFAULT_ASSUMPTIONS));
    }),
    { numRuns: 500 },
  );
});
