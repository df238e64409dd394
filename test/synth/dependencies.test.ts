import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { renderSet } from '../../src/synth/render.js';

function object(scope: Construct, name: string, kind = 'ConfigMap'): ApiObject {
  return new ApiObject(scope, name, { apiVersion: 'v1', kind, metadata: { name } });
}

function problemsOf(app: App): readonly string[] {
  const problems: string[] = [];
  renderSet({ app, outdir: 'dist/shop' }, problems);
  return problems;
}

/** Names of files in the order of the Kustomization. */
function files(app: App): readonly string[] {
  expect(problemsOf(app)).toEqual([]);
  const { texts } = renderSet({ app, outdir: 'dist/shop' }, []);
  const { resources } = parse(texts.get('Kustomization') ?? '') as { resources: readonly string[] };
  return resources.map((file) => file.replace('.k8s.yaml', ''));
}

/** Names of the objects of a file. */
function objects(app: App, file: string): readonly string[] {
  expect(problemsOf(app)).toEqual([]);
  const { texts } = renderSet({ app, outdir: 'dist/shop' }, []);
  return parseAllDocuments(texts.get(`${file}.k8s.yaml`) ?? '').map((document) =>
    String(document.getIn(['metadata', 'name'])),
  );
}

describe('dependencies inside a chart', () => {
  it('of a construct hold for all objects in it, on all objects in the other', () => {
    const app = new App();
    const chart = new Chart(app, 'shop');
    const [early, late] = [new Construct(chart, 'late-by-name'), new Construct(chart, 'a')];
    for (const name of ['y', 'z']) object(early, name);
    for (const name of ['a', 'b']) object(late, name);
    object(chart, 'c');
    late.node.addDependency(early);
    expect(objects(app, 'shop')).toEqual(['c', 'y', 'z', 'a', 'b']);
  });

  it('of a chart on an object in it hold for all the others', () => {
    const app = new App();
    const chart = new Chart(app, 'shop');
    for (const name of ['a', 'b']) object(chart, name);
    chart.addDependency(object(chart, 'z'));
    expect(objects(app, 'shop')).toEqual(['z', 'a', 'b']);
  });

  it('of an object on the chart around it hold for all the others', () => {
    const app = new App();
    const chart = new Chart(app, 'shop');
    object(chart, 'a').addDependency(chart);
    for (const name of ['b', 'c']) object(chart, name);
    expect(objects(app, 'shop')).toEqual(['b', 'c', 'a']);
  });

  it('come before the order of kinds', () => {
    const app = new App();
    const chart = new Chart(app, 'shop');
    object(chart, 'account', 'ServiceAccount').addDependency(object(chart, 'service', 'Service'));
    expect(objects(app, 'shop')).toEqual(['service', 'account']);
  });
});

describe('dependencies between charts', () => {
  it('follow from those of what is in them', () => {
    const app = new App();
    const [a, b] = [new Chart(app, 'a'), new Chart(app, 'b')];
    object(new Construct(a, 'inner'), 'a').addDependency(object(new Construct(b, 'inner'), 'b'));
    expect(files(app)).toEqual(['b', 'a']);
  });

  it('of a construct above charts hold for all charts in it', () => {
    const app = new App();
    const [first, second] = [new Construct(app, 'z'), new Construct(app, 'a')];
    for (const id of ['x', 'y']) object(new Chart(first, id), `z-${id}`);
    for (const id of ['x', 'y']) object(new Chart(second, id), `a-${id}`);
    second.node.addDependency(first);
    expect(files(app)).toEqual(['z-x', 'z-y', 'a-x', 'a-y']);
  });

  it('put a chart inside another one before it, as stock cdk8s does', () => {
    const app = new App();
    const outer = new Chart(app, 'a');
    object(outer, 'outer');
    object(new Chart(outer, 'inner'), 'inner');
    expect(files(app)).toEqual(['a-inner', 'a']);
  });

  it('on a chart without objects lead on to what it depends on', () => {
    const app = new App();
    const [a, none, z] = [new Chart(app, 'a'), new Chart(app, 'none'), new Chart(app, 'z')];
    for (const chart of [a, z]) object(chart, chart.node.id);
    a.addDependency(none);
    none.addDependency(z);
    expect(files(app)).toEqual(['z', 'a']);
  });

  it('of and on Namespaces are met: they come first', () => {
    const app = new App();
    const [a, b] = [new Chart(app, 'a'), new Chart(app, 'b')];
    const namespace = object(a, 'shop', 'Namespace');
    const service = object(b, 'b', 'Service');
    object(a, 'a');
    service.addDependency(namespace);
    namespace.addDependency(service);
    a.addDependency(b);
    expect(files(app)).toEqual(['00-namespaces', 'b', 'a']);
  });
});

describe('the Kustomization', () => {
  function text(declare: (a: Chart, b: Chart) => void): string {
    const app = new App();
    const [a, b] = [new Chart(app, 'a'), new Chart(app, 'b')];
    for (const chart of [a, b]) object(chart, chart.node.id);
    declare(a, b);
    return renderSet({ app, outdir: 'dist/shop' }, []).texts.get('Kustomization') ?? '';
  }

  it('keeps kustomize from sorting by kind what was given an order', () => {
    const ordered = text((a, b) => {
      a.addDependency(b);
    });
    expect(ordered.endsWith('- b.k8s.yaml\n- a.k8s.yaml\nsortOptions:\n  order: fifo\n')).toBe(true);
    expect(text(() => undefined)).not.toContain('sortOptions');
  });
});

describe('what cannot be ordered', () => {
  it('is refused with the path of the circle', async () => {
    const cases: Readonly<Record<string, (app: App) => void>> = {
      'charts in a circle': (app) => {
        const [a, b] = [new Chart(app, 'a'), new Chart(app, 'b')];
        a.addDependency(b);
        b.addDependency(a);
      },
      'charts in a circle, by what is in them': (app) => {
        const [a, b] = [new Chart(app, 'a'), new Chart(app, 'b')];
        object(a, 'one').addDependency(object(b, 'two'));
        object(b, 'three').addDependency(object(a, 'four'));
      },
      'objects in a circle': (app) => {
        const chart = new Chart(app, 'shop');
        const [one, two, three] = [object(chart, 'one'), object(chart, 'two'), object(chart, 'three')];
        one.addDependency(two);
        two.addDependency(three);
        three.addDependency(one);
      },
      'objects in a circle, by what is around them': (app) => {
        const chart = new Chart(app, 'shop');
        const [a, b] = [new Construct(chart, 'a'), new Construct(chart, 'b')];
        object(a, 'one').addDependency(b);
        object(b, 'two').addDependency(a);
      },
      'an object and itself': (app) => {
        const one = object(new Chart(app, 'shop'), 'one');
        one.addDependency(one);
      },
      'a chart and one inside it': (app) => {
        const outer = new Chart(app, 'outer');
        const inner = new Chart(outer, 'inner');
        inner.addDependency(outer);
      },
      'an object of another app': (app) => {
        object(new Chart(app, 'here'), 'one').addDependency(object(new Chart(new App(), 'there'), 'two'));
      },
      'a chart 00-namespaces that is to come later': (app) => {
        const [first, other] = [new Chart(app, '00-namespaces'), new Chart(app, 'other')];
        object(first, 'one').addDependency(object(other, 'two'));
      },
    };
    const texts = Object.entries(cases).map(([name, build]) => {
      const app = new App();
      object(new Chart(app, 'unrelated'), 'unrelated');
      build(app);
      const problems = problemsOf(app);
      expect(problems, name).toHaveLength(1);
      return `# ${name}\n${problems.join('\n')}\n`;
    });
    await expect(texts.join('\n')).toMatchFileSnapshot('../../__snapshots__/errors/dependencies.txt');
  });
});
