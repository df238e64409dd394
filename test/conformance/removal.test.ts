import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../conformance/manifests.js';
import { removalProblems, unannounced } from '../../conformance/removal.js';

const service = (name: string, port = 80): Manifest => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'here' },
  spec: { ports: [{ port }] },
});

const versions = (numbers: Readonly<Record<string, number>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(numbers).map(([name, version]) => [`Service here ${name}`, String(version)]));

describe('a removal', () => {
  const before = [service('gone'), service('changed'), service('kept')];
  const after = [service('changed', 81), service('kept')];
  const old = versions({ gone: 1, changed: 2, kept: 3 });

  test('deletes what is no longer made, and changes what is made otherwise', () => {
    expect(removalProblems(before, after, old, versions({ changed: 4, kept: 3 }))).toEqual([]);
  });

  test('must not leave anything', () => {
    expect(removalProblems(before, after, old, old)).toEqual([
      'nothing is gone',
      'still there: Service here gone',
    ]);
  });

  test('must not delete anything else', () => {
    expect(removalProblems(before, after, old, versions({ changed: 4 }))).toEqual([
      'gone: Service here kept',
    ]);
  });

  test('must not touch what stays as it is', () => {
    const now = versions({ changed: 4, kept: 5 });
    expect(removalProblems(before, after, old, now)).toEqual(['touched: Service here kept']);
  });
});

describe('a preview', () => {
  test('announces all that is deleted', () => {
    const preview = 'service/a pruned (server dry run)\nservice/b pruned (server dry run)\n';
    expect(unannounced(`${preview}service/c unchanged\nservice/a pruned\nservice/b pruned\n`)).toEqual([]);
    expect(unannounced(`${preview}service/c pruned\n`)).toEqual(['not announced: service/c pruned']);
  });
});
