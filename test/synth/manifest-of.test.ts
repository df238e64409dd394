import { ApiObject, App, Chart, JsonPatch, Lazy, LazyResolver, type IResolver } from 'cdk8s';
import { IntOrString, KubeService, Quantity } from 'cdk8s-plus-28/lib/imports/k8s.js';
import { Deployment } from 'cdk8s-plus-28';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { manifestRenderer } from '../../src/synth/collect/manifest-of.js';
import { isDictionary, NOT_PLAIN, plainDictionary } from '../../src/synth/collect/plain-value.js';

type Data = Readonly<Record<string, unknown>>;

const META = { name: 'x' };

/** An object of cdk8s with these fields. */
function objectOf(body: Data, metadata: Data = META, app = new App()): { app: App; object: ApiObject } {
  const chart = new Chart(app, 'shop', { namespace: 'shop', labels: { team: 'cart' } });
  const object = new ApiObject(chart, 'object', { apiVersion: 'v1', kind: 'Thing', ...body, metadata });
  return { app, object };
}

/** What a renderer gives, or the text of what it throws. */
function outcome(render: () => unknown): unknown {
  try {
    return { value: render() };
  } catch (error) {
    return { error: String(error) };
  }
}

function expectSameAsStock({ app, object }: { app: App; object: ApiObject }): void {
  const ours = outcome(() => manifestRenderer(app)(object));
  const stock = outcome(() => object.toJson() as unknown);
  expect(ours).toEqual(stock);
  // The order of keys as well, at every level.
  expect(JSON.stringify(ours)).toBe(JSON.stringify(stock));
}

class Token {
  constructor(private readonly late: unknown) {}
  resolve(): unknown {
    return this.late;
  }
}

class Union {
  constructor(readonly value: string | number) {}
}

class Opaque {
  readonly field = 1;
}

const key = fc.oneof(
  fc.constantFrom(
    'a',
    'b',
    'z',
    'A',
    '10',
    '9',
    'value',
    'resolve',
    'constructor',
    'name',
    'metadata',
    'kind',
  ),
  fc.string({ maxLength: 3 }).filter((text) => text !== '__proto__'),
);
const leaf = fc.oneof(
  fc.constantFrom(0, -1, 1.5, '', 'text', true, false, null, undefined),
  fc.string({ maxLength: 4 }),
);

function data(extra: readonly fc.Arbitrary<unknown>[]): fc.Arbitrary<Data> {
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 3, noNullPrototype: true }),
      ...extra,
    ),
  }));
  return fc.dictionary(key, tree, { maxKeys: 4, noNullPrototype: true });
}

const plain = data([]);
const odd = data([
  leaf.map((value) => new Token(value)),
  leaf.map((value) => Lazy.any({ produce: () => value }) as unknown),
  fc.constantFrom(new Union(80), new Union('http'), new Opaque(), new Date(0), '👍'),
  fc.constant(Object.create(null)),
  fc.constant(Object.assign([1], { value: 'v' })),
]);

describe('manifestRenderer', () => {
  it('gives what toJson gives, for plain data', () => {
    fc.assert(
      fc.property(plain, plain, (body, metadata) => {
        expectSameAsStock(objectOf(body, { ...metadata, name: 'x' }));
      }),
      { numRuns: 500 },
    );
  });

  it('gives what toJson gives, and fails as it does, for tokens, classes and whatever else', () => {
    fc.assert(
      fc.property(odd, odd, (body, metadata) => {
        expectSameAsStock(objectOf(body, { ...metadata, name: 'x' }));
      }),
      { numRuns: 500 },
    );
  });

  it('sees what was added to the metadata later', () => {
    const { app, object } = objectOf({ spec: {} });
    object.metadata.addLabel('added', 'yes');
    object.metadata.addAnnotation('note', 'n');
    object.metadata.addFinalizers('f');
    object.metadata.add('generation', 3);
    expectSameAsStock({ app, object });
    expect(manifestRenderer(app)(object)).toMatchObject({
      metadata: { labels: { added: 'yes' }, generation: 3, finalizers: ['f'] },
    });
  });

  it('renders plain data without cdk8s, which is what makes it fast', () => {
    const { app, object } = objectOf({ spec: { ports: [{ port: 80 }] } });
    const stock = vi.spyOn(LazyResolver.prototype, 'resolve');
    manifestRenderer(app)(object);
    expect(stock).not.toHaveBeenCalled();
    object.toJson();
    expect(stock).toHaveBeenCalled();
    stock.mockRestore();
  });

  it.each([
    [Number.NaN, 'is NaN'],
    [Number.POSITIVE_INFINITY, 'is Infinity'],
    [1n, 'is 1'],
    [() => 1, 'is a function'],
    ['\ud83d', 'has half a character'],
    [{ '\ude00': 1 }, 'has a key with half a character'],
  ])('refuses %s, which no YAML can hold', (value, message) => {
    const { app, object } = objectOf({ spec: { list: [0, value] } });
    expect(() => manifestRenderer(app)(object)).toThrow(`spec.list[1] ${message}, expected`);
  });

  it('leaves patched objects to cdk8s', () => {
    const { app, object } = objectOf({ spec: { a: 1 } });
    object.addJsonPatch(JsonPatch.add('/spec/b', 2));
    expectSameAsStock({ app, object });
    expect(manifestRenderer(app)(object)).toMatchObject({ spec: { a: 1, b: 2 } });
  });

  it('leaves apps with resolvers of their own to cdk8s', () => {
    const shout: IResolver = {
      resolve: (context) => {
        if (context.value === 'quiet') context.replaceValue('LOUD');
      },
    };
    const { app, object } = objectOf({ spec: { a: 'quiet' } }, META, new App({ resolvers: [shout] }));
    expectSameAsStock({ app, object });
    expect(manifestRenderer(app)(object)).toMatchObject({ spec: { a: 'LOUD' } });
  });

  it('leaves classes that render themselves to them', () => {
    const app = new App();
    const chart = new Chart(app, 'shop');
    const service = new KubeService(chart, 'service', {
      spec: { ports: [{ port: 80, targetPort: IntOrString.fromString('http') }] },
    });
    const deployment = new Deployment(chart, 'deployment', {
      containers: [{ image: 'shop/cart:1.2.3', portNumber: 8080 }],
    });
    expectSameAsStock({ app, object: service });
    expectSameAsStock({ app, object: ApiObject.of(deployment) });
    expectSameAsStock(objectOf({ spec: { cpu: Quantity.fromString('100m') } }));
  });
});

describe('plain values', () => {
  it('are not those with a key that would set the prototype', () => {
    expect(plainDictionary(JSON.parse('{"__proto__": {"a": 1}}') as Data, false)).toBe(NOT_PLAIN);
  });

  it('are dictionaries of the language, not instances of classes', () => {
    expect([{}, Object.create(null), new Opaque(), [], null].map(isDictionary)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
