import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, symlinkSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installElsewhere, type Installed } from './installed.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A small platform, in the words that TypeScript, ESM and CommonJS have in common. */
const USE = `
const app = new App();
const platform = new Platform(app, 'shop', {
  name: 'shop',
  environment: 'test',
  namespaces: [{ name: 'shop' }],
  mesh: {
    rootNamespace: 'istio-system',
    trustDomain: 'cluster.local',
    gateway: {
      namespace: 'istio-system',
      name: 'istio-ingressgateway',
      labels: { istio: 'ingressgateway' },
      serviceAccount: 'istio-ingressgateway-service-account',
    },
    podCidrs: ['10.244.0.0/16'],
    nodeCidrs: [],
    outboundTrafficPolicy: 'REGISTRY_ONLY',
    cni: true,
  },
  tracing: { provider: 'otel', samplingPercent: 10 },
  prometheus: { namespace: 'monitoring', labels: { app: 'prometheus' } },
  retryBudget: 4,
});
new Workload(platform, 'cart', {
  image: 'shop/cart:1.2.3',
  replicas: 2,
  resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '1', memory: '128Mi' } },
  probes: {},
  ports: { http: http(8080) },
});
platform.derive();
const { objects } = synth(app, { outdir: process.argv[2] ?? 'dist/shop' });
console.log(objects > 0);
`;

const IMPORTS = `
import { App } from 'cdk8s';
import { http, Platform, Workload } from 'meshproof';
import { synth } from 'meshproof/synth';
`;

const REQUIRES = `
const { App } = require('cdk8s');
const { http, Platform, Workload } = require('meshproof');
const { synth } = require('meshproof/synth');
`;

const OPTIONS = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--types', 'node'];

let installed: Installed;

beforeAll(() => {
  installed = installElsewhere();
});

afterAll(() => {
  rmSync(dirname(installed.project), { recursive: true });
});

/** Runs a program of the other project and returns what it synthesised: file names and contents. */
function synthesised(file: string, text: string): Readonly<Record<string, string>> {
  writeFileSync(join(installed.project, file), text);
  const outdir = join(installed.project, `${file}-dist`, 'shop');
  const printed = execFileSync(process.execPath, [file, outdir], {
    cwd: installed.project,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  expect(printed).toBe('true\n');
  return Object.fromEntries(
    readdirSync(outdir)
      .filter((name) => !name.startsWith('.'))
      .sort()
      .map((name) => [name, readFileSync(join(outdir, name), 'utf8')]),
  );
}

test('an ES module uses the package', () => {
  const files = synthesised('use.mjs', IMPORTS + USE);
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(['00-namespaces.k8s.yaml', 'Kustomization', 'cart.k8s.yaml', 'meshproof.lock']),
  );
  expect(files['cart.k8s.yaml']).toContain('image: shop/cart:1.2.3');
});

test('a CommonJS module uses the package, with the same result', () => {
  expect(synthesised('use.cjs', REQUIRES + USE)).toEqual(synthesised('again.mjs', IMPORTS + USE));
});

test('its types are those of a strict program that checks declarations too', () => {
  mkdirSync(join(installed.project, 'node_modules/@types'), { recursive: true });
  symlinkSync(join(root, 'node_modules/@types/node'), join(installed.project, 'node_modules/@types/node'));
  writeFileSync(join(installed.project, 'use.mts'), IMPORTS + USE);
  writeFileSync(join(installed.project, 'wrong.mts'), `${IMPORTS}// @ts-expect-error\nhttp('8080');\n`);
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), ...OPTIONS, 'use.mts', 'wrong.mts'],
    { cwd: installed.project, encoding: 'utf8' },
  );
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});

/** The examples of a page of docs/. */
function examples(page: string): readonly string[] {
  const text = readFileSync(join(root, 'docs', page), 'utf8');
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, example = '']) => example);
}

test('its matchers are those of the documentation, with the types that it shows', () => {
  const { project } = installed;
  cpSync(join(root, 'dist/production'), join(project, 'dist/production'), { recursive: true });
  const [tests = '', program = ''] = examples('request.md');
  writeFileSync(join(project, 'production.test.mts'), tests);
  writeFileSync(join(project, 'program.mts'), program);
  writeFileSync(
    join(project, 'wrong-matcher.mts'),
    `import { expect } from 'vitest';
import { loadMesh } from 'meshproof/vitest';
const mesh = await loadMesh('dist/production');
// @ts-expect-error
expect(mesh).toRoute({ from: 'internet', url: 'http://a' }, { by: 'a' });
// @ts-expect-error
expect(mesh).toAnswer({ from: 'internet', url: 'http://a' }, { outcome: 'rooted' });
`,
  );
  const node = (...args: readonly string[]) =>
    spawnSync(process.execPath, args, {
      cwd: project,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], NO_COLOR: '1' },
    });
  const vitest = node(join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root', project);
  expect(vitest.stdout + vitest.stderr).toMatch(/Tests\s+3 passed \(3\)/);
  // The declarations of vitest name those of the browser.
  const tsc = [join(root, 'node_modules/typescript/bin/tsc'), ...OPTIONS, '--skipLibCheck'];
  const types = node(...tsc, 'production.test.mts', 'program.mts', 'wrong-matcher.mts');
  expect({ status: types.status, stdout: types.stdout }).toEqual({ status: 0, stdout: '' });
  writeFileSync(join(project, 'program.mjs'), program);
  expect(node('program.mjs').stdout).toContain(
    "routed [ 'auralink/dashboard' ]\nrouted to auralink/dashboard:8080\n",
  );
});

test('it has compiled code and what a reader needs, and nothing of the repository', () => {
  const files = readdirSync(installed.folder).sort();
  expect(files).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'docs', 'lib', 'package.json']);
  expect(readdirSync(join(installed.folder, 'docs'))).toEqual(['schema']);
  const kinds = readdirSync(join(installed.folder, 'lib'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes('.'))
    .map((name) => name.replace(/^[^.]*/, ''));
  expect([...new Set(kinds)].sort()).toEqual(['.d.ts', '.js']);
});

test('its program runs', () => {
  const main = join(installed.folder, 'lib/cli/main.js');
  const help = execFileSync(process.execPath, [main, '--help'], { cwd: installed.project, encoding: 'utf8' });
  expect(help).toContain('usage: meshproof');
});

test('its program checks a folder of manifests', () => {
  const manifests = join(installed.project, 'k8s');
  mkdirSync(manifests);
  writeFileSync(
    join(manifests, 'a.yaml'),
    'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {prots: []}\n',
  );
  const main = join(installed.folder, 'lib/cli/main.js');
  const { status, stdout } = spawnSync(process.execPath, [main, 'check', 'k8s'], {
    cwd: installed.project,
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stdout).toContain('unknown field prots');
  cpSync(join(root, 'test/docs/start/k8s'), join(installed.project, 'start/k8s'), { recursive: true });
  const start = spawnSync(process.execPath, [main, 'check', 'start/k8s'], {
    cwd: installed.project,
    encoding: 'utf8',
  });
  expect(start.stdout).toContain('3 errors, 1 warning in 7 objects');
});

test('it is a validation of the stock cdk8s synth', () => {
  const main = `
import { ApiObject, App, Chart } from 'cdk8s';
const app = new App();
new ApiObject(new Chart(app, 'shop'), 'cart', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'cart' }, spec: JSON.parse(process.env.SPEC) });
app.synth();
`;
  writeFileSync(join(installed.project, 'plain.mjs'), main);
  writeFileSync(
    join(installed.project, 'cdk8s.yaml'),
    `language: typescript
app: node plain.mjs
validations:
  - package: ./node_modules/meshproof/lib/cdk8s-plugin.js
    version: 0.1.0
    class: MeshproofValidation
`,
  );
  const synth = (spec: object) =>
    spawnSync(process.execPath, [join(root, 'node_modules/cdk8s-cli/bin/cdk8s'), 'synth'], {
      cwd: installed.project,
      encoding: 'utf8',
      env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false', SPEC: JSON.stringify(spec) },
    });
  const bad = synth({ prots: [] });
  expect(bad.status).not.toBe(0);
  expect(bad.stdout).toContain('field-known');
  expect(bad.stdout).toContain('Construct Path: shop/cart');
  expect(bad.stdout).toMatch(/:\d+:\d+ Service cart: spec\.prots: unknown field/);
  expect(synth({ clusterIP: 'None', type: 'ClusterIP' })).toMatchObject({ status: 0 });
});
