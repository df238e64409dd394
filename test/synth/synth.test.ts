import fc from 'fast-check';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch, Lazy, Testing } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { synth } from '../../src/synth/index.js';
import { renderSet } from '../../src/synth/render.js';

/** A ConfigMap, or another kind, of a name. */
function object(chart: Chart, name: string, kind = 'ConfigMap', namespace = 'shop'): ApiObject {
  return new ApiObject(chart, `${kind}-${name}`, { apiVersion: 'v1', kind, metadata: { name, namespace } });
}

function rendered(app: App): { files: Readonly<Record<string, string>>; problems: readonly string[] } {
  const problems: string[] = [];
  const { texts } = renderSet({ app, outdir: 'dist/shop' }, problems);
  return { files: Object.fromEntries(texts), problems };
}

const names = (text = ''): readonly string[] =>
  parseAllDocuments(text).map((document) => String(document.getIn(['metadata', 'name'])));

describe('the order of objects', () => {
  it('is by kind, then by name', () => {
    const app = new App();
    const chart = new Chart(app, 'shop');
    for (const kind of ['Service', 'ConfigMap', 'ServiceAccount'])
      for (const name of ['b', 'a']) object(chart, name, kind);
    const text = rendered(app).files['shop.k8s.yaml'] ?? '';
    expect(
      parseAllDocuments(text).map(
        (document) => `${String(document.get('kind'))} ${String(document.getIn(['metadata', 'name']))}`,
      ),
    ).toEqual([
      'ServiceAccount a',
      'ServiceAccount b',
      'ConfigMap a',
      'ConfigMap b',
      'Service a',
      'Service b',
    ]);
  });

  it('puts an object behind what it depends on, directly or through its chart', () => {
    const app = new App();
    const shop = new Chart(app, 'shop');
    const [a, b, c] = ['a', 'b', 'c'].map((name) => object(shop, name));
    if (a !== undefined && b !== undefined && c !== undefined) {
      a.addDependency(b);
      b.addDependency(c);
    }
    const base = new Chart(app, 'zoo');
    object(base, 'z');
    shop.addDependency(base);
    const { files } = rendered(app);
    expect(names(files['shop.k8s.yaml'])).toEqual(['c', 'b', 'a']);
    expect(files['Kustomization']).toMatch(/resources:\n- zoo\.k8s\.yaml\n- shop\.k8s\.yaml\n/);
  });

  it('cannot be a circle', () => {
    const app = new App();
    const charts = ['a', 'b', 'c'].map((id) => new Chart(app, id));
    for (const chart of charts) object(chart, chart.node.id);
    for (const [i, chart] of charts.entries()) chart.addDependency(charts[(i + 1) % 3] ?? chart);
    expect(rendered(app).problems.join('\n')).toContain('a → b → c → a');
  });

  it('takes a chain of thousands', () => {
    const app = new App();
    const chart = new Chart(app, 'shop');
    const chain = Array.from({ length: 5000 }, (_, i) => object(chart, `o${String(i).padStart(4, '0')}`));
    for (const [i, one] of chain.entries()) if (i + 1 < chain.length) one.addDependency(chain[i + 1] ?? one);
    const [first] = names(rendered(app).files['shop.k8s.yaml']);
    expect(first).toBe('o4999');
  });

  it('does not depend on the order in which an app is written', () => {
    const kinds = ['ConfigMap', 'Service', 'ServiceAccount', 'Widget'];
    const one = fc.record({
      kind: fc.constantFrom(...kinds),
      name: fc.constantFrom('a', 'b', 'c', 'd'),
      chart: fc.constantFrom('x', 'y', 'z'),
    });
    const unique = fc.uniqueArray(one, {
      selector: ({ kind, name }) => `${kind} ${name}`,
      minLength: 1,
      maxLength: 12,
    });
    const shuffled = unique.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    const filesOf = (list: readonly { kind: string; name: string; chart: string }[]): unknown => {
      const app = new App();
      const charts = new Map<string, Chart>();
      const made = new Map<string, ApiObject>();
      for (const { kind, name, chart: id } of list) {
        const chart = charts.get(id) ?? new Chart(app, id);
        charts.set(id, chart);
        made.set(`${kind} ${name}`, object(chart, name, kind));
      }
      for (const [id, dependent] of made) {
        const base = made.get(id.replace(/[bcd]$/, 'a'));
        if (base !== undefined && base !== dependent) dependent.addDependency(base);
      }
      return { ...rendered(app).files };
    };
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(filesOf(other)).toEqual(filesOf(list));
      }),
      { numRuns: 60 },
    );
  });
});

describe('what an app says', () => {
  it('is what cdk8s renders, with lazy values, patches and tokens', () => {
    const app = new App();
    const chart = new Chart(app, 'shop', { namespace: 'shop', labels: { team: 'cart' } });
    const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', annotations: { a: '1' } } };
    const plain = { zero: 0, no: false, empty: '', list: [], nothing: {}, nil: null, undef: undefined };
    new ApiObject(chart, 'plain', { ...body, metadata: { name: 'plain' }, data: plain });
    new ApiObject(chart, 'lazy', {
      ...body,
      metadata: { name: 'lazy' },
      data: { value: Lazy.any({ produce: () => 'late' }) as unknown },
    });
    const patched = new ApiObject(chart, 'patched', {
      ...body,
      metadata: { name: 'patched' },
      data: { value: 'x' },
    });
    patched.addJsonPatch(JsonPatch.replace('/data/value', 'y'));
    const ours = parseAllDocuments(rendered(app).files['shop.k8s.yaml'] ?? '').map(
      (document) => document.toJS() as { metadata: { name: string } },
    );
    const theirs = Testing.synth(chart) as { metadata: { name: string } }[];
    const byName = (list: readonly { metadata: { name: string } }[]): unknown =>
      Object.fromEntries(list.map((one) => [one.metadata.name, one]));
    expect(byName(ours)).toEqual(byName(theirs));
    expect(rendered(app).files['shop.k8s.yaml']).toContain('value: late');
    expect(rendered(app).files['shop.k8s.yaml']).toContain('value: "y"');
  });

  it('is judged by its own constructs, all at once', () => {
    const app = new App();
    for (const id of ['a', 'b']) {
      const chart = new Chart(app, id);
      object(chart, id);
      chart.node.addValidation({ validate: () => [`${id} is wrong`] });
    }
    expect(rendered(app).problems.join('\n')).toMatch(/a is wrong[\s\S]*b is wrong/);
  });
});

describe('names', () => {
  it('of objects are taken once', () => {
    const app = new App();
    object(new Chart(app, 'a'), 'x');
    object(new Chart(app, 'b'), 'x');
    const text = rendered(app).problems.join('\n');
    expect(text).toContain('a/ConfigMap-x');
    expect(text).toContain('b/ConfigMap-x');
  });

  it('of objects may repeat in another namespace', () => {
    const app = new App();
    const chart = new Chart(app, 'a');
    object(chart, 'x', 'ConfigMap', 'one');
    new ApiObject(chart, 'other', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'x', namespace: 'two' },
    });
    expect(rendered(app).problems).toEqual([]);
  });

  it.each(['..', '.hidden', '-x', 'a b', 'ä'])('of files cannot be %s', (id) => {
    const app = new App();
    object(new Chart(app, id), 'x');
    expect(rendered(app).problems).not.toEqual([]);
  });

  it('of files differ in more than case', () => {
    const app = new App();
    object(new Chart(app, 'Web'), 'x');
    object(new Chart(app, 'web'), 'y');
    expect(rendered(app).problems.join('\n')).toMatch(/Web[\s\S]*web|web[\s\S]*Web/);
  });

  it('of namespaces come first, from whatever chart', () => {
    const app = new App();
    object(new Chart(app, 'a'), 'x');
    const late = new Chart(app, 'late');
    new ApiObject(late, 'namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
    const { files, problems } = rendered(app);
    expect(problems).toEqual([]);
    expect(names(files['00-namespaces.k8s.yaml'])).toEqual(['shop']);
    object(new Chart(app, '0-early'), 'y');
    expect(rendered(app).problems).toEqual([
      expect.stringContaining('0-early.k8s.yaml would come before 00-namespaces') as string,
    ]);
  });
});

describe('synth', () => {
  it('leaves nothing beside the set, and no path of the machine in it', () => {
    const root = mkdtempSync(join(tmpdir(), 'meshproof-synth-'));
    try {
      const app = new App();
      object(new Chart(app, 'shop'), 'x');
      const result = synth(app, { outdir: join(root, 'dist/shop') });
      expect(result).toMatchObject({
        name: 'shop',
        objects: 1,
        files: 1,
        changed: ['Kustomization', 'shop.k8s.yaml'],
      });
      expect(readdirSync(join(root, 'dist/shop')).sort()).toEqual([
        'Kustomization',
        'meshproof.lock',
        'shop.k8s.yaml',
      ]);
      expect(readFileSync(join(root, 'dist/shop/meshproof.lock'), 'utf8')).not.toContain(root);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
