import { describe, expect, it } from 'vitest';
import { analyzeText } from './fixtures.js';

const set = (...objects: readonly (readonly [apiVersion: string, kind: string, namespace: string])[]) =>
  [
    'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n',
    ...objects.map(
      ([apiVersion, kind, namespace]) =>
        `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a, namespace: ${namespace} }\n`,
    ),
  ].join('---\n');

const missing = (text: string) =>
  analyzeText(text)
    .findings.filter(({ rule }) => rule === 'namespace-exists')
    .map(({ resource }) => resource?.kind);

describe('namespace-exists', () => {
  it('leaves a namespace of custom resources alone to the program that defines them', () => {
    expect(missing(set(['argoproj.io/v1alpha1', 'Application', 'argocd']))).toEqual([]);
  });

  it('reports a custom resource beside objects of Kubernetes', () => {
    const objects = set(
      ['external-secrets.io/v1', 'ExternalSecret', 'payments'],
      ['v1', 'ServiceAccount', 'payments'],
    );
    expect(missing(objects)).toEqual(['ExternalSecret', 'ServiceAccount']);
  });

  it('reports a custom resource whose namespace is spelled nearly like one of the set', () => {
    expect(missing(set(['external-secrets.io/v1', 'ExternalSecret', 'shopp']))).toEqual(['ExternalSecret']);
  });
});
