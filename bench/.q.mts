import { sampleApp } from '/work/main/bench/sample-app.ts';
import { renderObjects } from '/work/main/src/synth/collect/objects.ts';
import { readTree } from '/work/main/src/synth/collect/tree.ts';
import { validateConstructs } from '/work/main/src/synth/collect/validate.ts';
import { planFiles } from '/work/main/src/synth/files/plan-files.ts';
import { toDocuments } from '/work/main/src/synth/yaml/emit.ts';
import { digestOf } from '/work/main/src/synth/files/digest.ts';
for (const objects of [1000, 1000, 4000, 10000])
  for (let k = 0; k < 3; k++) {
    const app = sampleApp({ objects, charts: 400, shared: false });
    const out: any = {};
    let t = performance.now();
    const lap = (n: string) => {
      const u = performance.now();
      out[n] = +(((u - t) / objects) * 1000).toFixed(1);
      t = performance.now();
    };
    const tree = readTree(app);
    lap('tree');
    validateConstructs(tree);
    lap('validate');
    const objs = renderObjects(tree, []);
    lap('render');
    const plan = planFiles(tree, objs, []);
    lap('plan');
    const texts = plan.map((p) => toDocuments(p.manifests));
    lap('emit');
    texts.map(digestOf);
    lap('digest');
    console.log(objects, JSON.stringify(out), 'us/object');
  }
