import { App, Chart, Testing } from 'cdk8s';
import { beforeEach, describe, expect, it } from 'vitest';
import { ConstructError } from '../../../src/constructs/construct-error.js';
import {
  ManifestObject,
  type ObjectDefinition,
  type ObjectProps,
} from '../../../src/constructs/manifest-object.js';

const DEFINITION: ObjectDefinition = { apiVersion: 'example.com/v1', kind: 'Thing', body: { spec: {} } };

let chart: Chart;
beforeEach(() => {
  chart = new Chart(Testing.app(), 'chart', { namespace: 'shop', labels: { team: 'a' } });
});

function make(props: ObjectProps = {}, definition: Partial<ObjectDefinition> = {}): ManifestObject {
  return new ManifestObject(chart, 'thing', props, { ...DEFINITION, ...definition });
}

function manifest(): unknown {
  const [only, ...others] = Testing.synth(chart) as unknown[];
  expect(others).toEqual([]);
  return only;
}

function errorOf(make: () => unknown): ConstructError {
  try {
    make();
  } catch (error) {
    if (error instanceof ConstructError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

/** The problems, without the place in the program. */
function problemsOf(make: () => unknown): readonly string[] {
  return errorOf(make)
    .message.replace(/\n {2}at .*$/, '')
    .split('\n');
}

describe('metadata', () => {
  it('defaults to the id, the namespace and the labels of the chart', () => {
    const thing = make();
    expect([thing.name, thing.namespace]).toEqual(['thing', 'shop']);
    expect(manifest()).toEqual({
      apiVersion: 'example.com/v1',
      kind: 'Thing',
      metadata: { name: 'thing', namespace: 'shop', labels: { team: 'a' } },
      spec: {},
    });
  });

  it('is what the props say', () => {
    const thing = make({
      name: 'web.v1',
      namespace: 'media',
      labels: { app: '' },
      annotations: { 'a.b/c': 'any text' },
    });
    expect([thing.name, thing.namespace]).toEqual(['web.v1', 'media']);
    expect(manifest()).toHaveProperty('metadata', {
      name: 'web.v1',
      namespace: 'media',
      labels: { team: 'a', app: '' },
      annotations: { 'a.b/c': 'any text' },
    });
  });

  it('has no namespace where there is none', () => {
    const alone = new ManifestObject(new Chart(new App(), 'alone'), 'thing', {}, DEFINITION);
    expect(alone.namespace).toBe('');
  });

  it('is checked, all at once', () => {
    expect(
      problemsOf(() =>
        make({
          name: 'Web',
          namespace: 'a.b',
          labels: { 'a b': 'x', app: '-' },
          annotations: { 'c d': 'y' },
        }),
      ),
    ).toEqual([
      expect.stringMatching(/^chart\/thing: Thing name is "Web", expected an object name: /),
      expect.stringMatching(/^chart\/thing: Thing namespace is "a.b", expected a DNS label: /),
      expect.stringMatching(/^chart\/thing: Thing labels\["a b"\] is "a b", expected a label key: /),
      expect.stringMatching(/^chart\/thing: Thing labels.app is "-", expected a label value: /),
      expect.stringMatching(/^chart\/thing: Thing annotations\["c d"\] is "c d", expected a label key: /),
    ]);
  });

  it('checks the id where it is the name', () => {
    expect(problemsOf(() => new ManifestObject(chart, 'My_Thing', {}, DEFINITION))).toHaveLength(1);
    expect(new ManifestObject(chart, 'My_Other_Thing', { name: 'mine' }, DEFINITION).name).toBe('mine');
  });
});

describe('the body', () => {
  it('keeps what is empty or false, and leaves out what is undefined', () => {
    const spec = {
      rules: [{}],
      none: [],
      map: {},
      text: '',
      zero: 0,
      no: false,
      nothing: undefined,
      deep: { x: undefined },
    };
    make({}, { body: { spec } });
    expect(manifest()).toHaveProperty('spec', {
      rules: [{}],
      none: [],
      map: {},
      text: '',
      zero: 0,
      no: false,
      deep: {},
    });
  });

  it('may have other fields than spec', () => {
    make({}, { body: { data: { key: 'value' }, type: 'Opaque' } });
    expect(manifest()).toMatchObject({ data: { key: 'value' }, type: 'Opaque' });
  });

  it('is checked below spec', () => {
    const positive = { expected: 'a positive number', accepts: (value: unknown) => Number(value) > 0 };
    const definition = {
      body: { spec: { items: [{ size: 1 }, { size: -1 }] } },
      formats: { 'items[].size': positive },
      problems: [{ path: ['items'], value: 2, expected: 'an odd number of items' }],
    };
    expect(problemsOf(() => make({}, definition))).toEqual([
      'chart/thing: Thing items[1].size is -1, expected a positive number',
      'chart/thing: Thing items is 2, expected an odd number of items',
    ]);
  });
});

describe('ConstructError', () => {
  it('names the construct and the line of this file that made it', () => {
    const error = errorOf(() => make({ name: 'A' }));
    expect(error.name).toBe('ConstructError');
    expect(error.constructPath).toBe('chart/thing');
    expect(error.source?.file).toBe('test/constructs/base/manifest-object.test.ts');
    expect(error.message.split('\n').at(-1)).toBe(
      `  at ${error.source?.file ?? ''}:${error.source?.line ?? 0}`,
    );
  });

  it('can point at another place', () => {
    const at = { file: 'charts/a.ts', line: 3 };
    expect(new ConstructError(chart, ['x is 1, expected 2'], at).message).toBe(
      'chart: x is 1, expected 2\n  at charts/a.ts:3',
    );
  });

  it('can point nowhere', () => {
    expect(new ConstructError(chart, ['one', 'two']).message).toBe('chart: one\nchart: two');
  });
});

describe('patch', () => {
  it('changes the finished manifest, one operation after the other', () => {
    const thing = make({}, { body: { spec: { replicas: 1, list: ['a'] } } });
    thing.patch(
      { op: 'replace', path: '/spec/replicas', value: 0 },
      { op: 'add', path: '/spec/more', value: {} },
      { op: 'add', path: '/spec/more/x', value: false },
      { op: 'add', path: '/spec/list/-', value: 'b' },
      { op: 'remove', path: '/spec/list/0' },
    );
    thing.patch({ op: 'add', path: '/spec/more/y', value: [] });
    expect(manifest()).toHaveProperty('spec', { replicas: 0, more: { x: false, y: [] }, list: ['b'] });
  });

  it('fails where it does not land', () => {
    const thing = make();
    expect(
      problemsOf(() => {
        thing.patch({ op: 'replace', path: '/spec/replicas', value: 2 });
      }),
    ).toEqual([
      'chart/thing: patch of Thing: replace /spec/replicas does not land: the manifest has no /spec/replicas',
    ]);
    expect(() => {
      thing.patch({ op: 'remove', path: '/spec' }, { op: 'add', path: '/spec/x', value: 1 });
    }).toThrow('add /spec/x does not land: the manifest has no /spec');
  });
});
