import type { SourceImport } from './source-imports.js';

/** Which layers a layer may import, itself aside. A layer is a folder of src/, a file beside them, or a top folder. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  'src/model': [],
  'src/mesh': ['src/model'],
  'src/analysis': ['src/model', 'src/mesh'],
  'src/simulate': ['src/model', 'src/mesh'],
  'src/diff': ['src/model', 'src/mesh', 'src/analysis', 'src/simulate'],
  'src/report': ['src/model', 'src/mesh', 'src/analysis', 'src/simulate', 'src/diff'],
  // What paths and meshproof.yaml name, for everyone who reads manifests from files.
  'src/sets': ['src/model', 'src/mesh', 'src/analysis', 'src/simulate'],
  'src/constructs': ['src/model'],
  // The proof at the end of a synthesis reads its manifests as any other; its summary is a report.
  'src/synth': [
    'src/model',
    'src/mesh',
    'src/analysis',
    'src/simulate',
    'src/sets',
    'src/report',
    'src/constructs/source.ts',
  ],
  'src/cli': [
    'src/model',
    'src/mesh',
    'src/analysis',
    'src/simulate',
    'src/diff',
    'src/sets',
    'src/report',
    'src/synth',
    'src/index.ts',
  ],
  // What tests of other projects import; it makes no objects and runs no commands.
  'src/vitest': ['src/model', 'src/mesh', 'src/simulate', 'src/sets', 'src/report'],
  // The public API: what it exports may come from anywhere but the command line.
  'src/index.ts': [
    'src/model',
    'src/mesh',
    'src/analysis',
    'src/simulate',
    'src/diff',
    'src/sets',
    'src/report',
    'src/constructs',
  ],
  // A validation of cdk8s, of which it knows what it is given.
  'src/cdk8s-plugin.ts': ['src/model', 'src/mesh', 'src/analysis', 'src/sets', 'src/report'],
  // What it takes to write a rule.
  'src/rule.ts': ['src/model', 'src/mesh', 'src/analysis'],
  // The charts use the package as any other project would.
  charts: ['src/index.ts', 'src/synth/index.ts'],
};

/** The packages that only some places know. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  cdk8s: ['src/constructs', 'src/synth', 'charts'],
  'cdk8s-plus-28': ['src/constructs', 'src/synth', 'charts'],
  constructs: ['src/constructs', 'src/synth', 'charts'],
  // YAML 1.1 as kubectl reads it: manifests alone are.
  'js-yaml': ['src/mesh/load'],
  // Nothing else of the package may need it.
  vitest: ['src/vitest'],
  // The rules of CRDs are written in CEL.
  '@marcbachmann/cel-js': ['src/model/structure/cel'],
  // What people write is read with zod; manifests are not.
  zod: [
    'src/model/request.ts',
    'src/model/config',
    'src/model/settings',
    'src/model/livekit',
    'src/model/aic',
    'charts/environments',
  ],
};

const layerNames: readonly string[] = Object.keys(LAYERS);

function layerOf(file: string): string {
  const [first = '', second = ''] = file.split('/');
  return first === 'src' ? `src/${second}` : first;
}

/** The imports that the layers forbid, each as a sentence. */
export function layerViolations(imports: readonly SourceImport[]): readonly string[] {
  return imports.flatMap(({ from, to, external }) => {
    if (external) {
      const places = PACKAGES[to];
      if (places === undefined || places.some((place) => isBelow(from, place))) return [];
      return [`${from} imports ${to}, which is for ${places.join(', ')}`];
    }
    const layer = layerOf(from);
    const allowed = LAYERS[layer];
    if (allowed === undefined) return [`${from}: ${layer} is no layer of the design`];
    if ([layer, ...allowed].some((place) => isBelow(to, place))) return [];
    return [`${from} imports ${to}; ${layer} may import ${allowed.join(', ') || 'nothing'}`];
  });
}

/** The layers in an order in which each imports only earlier ones, or what is left when there is none. */
export function unordered(): readonly string[] {
  const done = new Set<string>();
  let left = layerNames;
  for (;;) {
    const next = left.filter((layer) => (LAYERS[layer] ?? []).every((place) => done.has(layerOf(place))));
    if (next.length === 0) return left;
    for (const layer of next) done.add(layer);
    left = left.filter((layer) => !done.has(layer));
  }
}

function isBelow(file: string, place: string): boolean {
  return file === place || file.startsWith(`${place}/`);
}
