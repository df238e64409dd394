import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, symlinkSync, mkdirSync, writeFileSync } from 'node:fs';
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
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--types', 'node'];
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), ...options, 'use.mts', 'wrong.mts'],
    { cwd: installed.project, encoding: 'utf8' },
  );
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
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
});
