import { describe, expect, it } from 'vitest';
import { landingProblem, type PatchOperation } from '../../../src/constructs/patch.js';

const manifest = {
  metadata: { annotations: { 'a/b': 'x', 'c~d': 'y', 'e~1f': 'z' } },
  spec: { replicas: 0, empty: {}, list: ['a', 'b'], none: null, text: '' },
};

function add(path: string): string | undefined {
  return landingProblem(manifest, { op: 'add', path, value: 1 });
}

const TARGETS = (path: string): readonly PatchOperation[] => [
  { op: 'replace', path, value: 1 },
  { op: 'remove', path },
];

describe('add', () => {
  it.each([
    '/spec/new',
    '/spec/replicas',
    '/spec/empty/new',
    '/spec/list/0',
    '/spec/list/2',
    '/spec/list/-',
    '/metadata/annotations/x~1y',
    '/metadata/annotations/',
    '/new',
  ])('lands at %s', (path) => {
    expect(add(path)).toBeUndefined();
  });

  it.each([
    ['/spec/missing/new', 'add /spec/missing/new does not land: the manifest has no /spec/missing'],
    ['/status/a/b', 'add /status/a/b does not land: the manifest has no /status'],
    ['/spec/list/3', 'add /spec/list/3 does not land: /spec/list has 2 items'],
    ['/spec/list/', 'add /spec/list/ does not land: /spec/list has 2 items'],
    ['/spec/list/01', 'add /spec/list/01 does not land: /spec/list has 2 items'],
    ['/spec/list/-1', 'add /spec/list/-1 does not land: /spec/list has 2 items'],
    ['/spec/list/1e0', 'add /spec/list/1e0 does not land: /spec/list has 2 items'],
    ['/spec/list/x/y', 'add /spec/list/x/y does not land: the manifest has no /spec/list/x'],
    ['/spec/replicas/x', 'add /spec/replicas/x does not land: /spec/replicas is 0'],
    ['/spec/none/x', 'add /spec/none/x does not land: /spec/none is null'],
    ['/spec/text/x', 'add /spec/text/x does not land: /spec/text is ""'],
    [
      '/metadata/annotations/a/b/c',
      'add /metadata/annotations/a/b/c does not land: the manifest has no /metadata/annotations/a',
    ],
    [
      '/metadata/annotations/a~1b/c',
      'add /metadata/annotations/a~1b/c does not land: /metadata/annotations/a~1b is "x"',
    ],
    ['spec', 'path "spec" is no JSON pointer, expected one such as /spec/replicas'],
    ['', 'path "" is no JSON pointer, expected one such as /spec/replicas'],
    ['spec.replicas', 'path "spec.replicas" is no JSON pointer, expected one such as /spec/replicas'],
  ])('does not land at %j', (path, problem) => {
    expect(add(path)).toBe(problem);
  });
});

describe('replace and remove', () => {
  it.each([
    '/spec',
    '/spec/replicas',
    '/spec/none',
    '/spec/text',
    '/spec/list/1',
    '/metadata/annotations/a~1b',
    '/metadata/annotations/c~0d',
    '/metadata/annotations/e~01f',
  ])('land at %s', (path) => {
    expect(TARGETS(path).map((operation) => landingProblem(manifest, operation))).toEqual([
      undefined,
      undefined,
    ]);
  });

  it.each([
    '/spec/missing',
    '/spec/list/2',
    '/spec/list/-',
    '/spec/list/length',
    '/spec/list/01',
    '/spec/toString',
    '/metadata/annotations/c~1d',
    '/metadata/annotations/c~01d',
  ])('do not land at %s', (path) => {
    expect(TARGETS(path).map((operation) => landingProblem(manifest, operation))).toEqual([
      `replace ${path} does not land: the manifest has no ${path}`,
      `remove ${path} does not land: the manifest has no ${path}`,
    ]);
  });
});
