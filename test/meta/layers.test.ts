import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importCycles } from './cycles.js';
import { layerViolations, unordered } from './layers.js';
import { importsOf, root, sourceFiles } from './source-imports.js';

const imports = ['src', 'charts'].flatMap(sourceFiles).flatMap((file) => importsOf(file));

describe('the layers of src and charts', () => {
  test('are read at all', () => {
    expect(imports.length).toBeGreaterThan(500);
    const missing = imports.filter(({ to, external }) => !external && !existsSync(join(root, to)));
    expect(missing).toEqual([]);
  });

  test('are ordered', () => {
    expect(unordered()).toEqual([]);
  });

  test('import only what the design lets them', () => {
    expect(layerViolations(imports)).toEqual([]);
  });

  test('have no cycles', () => {
    expect(importCycles(imports)).toEqual([]);
  });
});

describe('what would be a violation', () => {
  test.each([
    ['src/model/manifest.ts', `import { findService } from '../mesh/service.js';`],
    ['src/model/manifest.ts', `export { findService } from '../mesh/service.js';`],
    ['src/model/manifest.ts', `export const later = () => import('../mesh/service.js');`],
    ['src/mesh/mesh.ts', `import type { Workload } from '../constructs/platform/workload.js';`],
    ['src/mesh/mesh.ts', `type Workload = import('../constructs/platform/workload.js').Workload;`],
    ['src/simulate/reach.ts', `import { analyze } from '../analysis/analyze.js';`],
    ['src/synth/synth.ts', `import { Workload } from '../constructs/platform/workload.js';`],
    ['src/report/problems.ts', `import { synth } from '../synth/index.js';`],
    ['src/mesh/mesh.ts', `import type { App } from 'cdk8s';`],
    ['src/cli/main.ts', `import { Construct } from 'constructs';`],
    ['src/simulate/reach.ts', `import { KubeService } from 'cdk8s-plus-28/lib/imports/k8s.js';`],
    ['src/mesh/mesh.ts', `import * as z from 'zod';`],
    ['charts/dashboard.ts', `import { Workload } from '../src/constructs/platform/workload.js';`],
    ['charts/dashboard.ts', `import { z } from 'zod';`],
    ['src/somewhere/new.ts', `import '../model/manifest.js';`],
  ])('%s: %s', (file, text) => {
    expect(layerViolations(importsOf(file, text))).toHaveLength(1);
  });

  test('a cycle of three files', () => {
    const cycle = [
      ...importsOf('src/mesh/a.ts', `import { b } from './b.js';`),
      ...importsOf('src/mesh/b.ts', `import { type B, c } from './c.js';`),
      ...importsOf('src/mesh/c.ts', `export * from './a.js';`),
    ];
    expect(importCycles(cycle)).toEqual([
      ['src/mesh/a.ts', 'src/mesh/b.ts', 'src/mesh/c.ts', 'src/mesh/a.ts'],
    ]);
  });
});

describe('what is no violation', () => {
  test.each([
    ['src/mesh/mesh.ts', `import { manifest } from '../model/manifest.js';`],
    ['src/synth/collect.ts', `import { sourceOf } from '../constructs/source.js';`],
    ['src/constructs/platform/workload.ts', `import { Chart } from 'cdk8s';`],
    ['src/model/settings/read.ts', `import { z } from 'zod';`],
    ['charts/dashboard.ts', `import { Workload } from '../src/index.js';`],
  ])('%s: %s', (file, text) => {
    expect(layerViolations(importsOf(file, text))).toEqual([]);
  });

  test('a cycle that the compiler erases', () => {
    const erased = [
      ...importsOf('src/mesh/a.ts', `import { b } from './b.js';`),
      ...importsOf('src/mesh/b.ts', `import type { A } from './a.js';\nexport { type A } from './a.js';`),
    ];
    expect(importCycles(erased)).toEqual([]);
  });
});
