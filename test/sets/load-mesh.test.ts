import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestOf } from '../../src/model/digest.js';
import { explain } from '../../src/report/request/explain.js';
import { loadMesh } from '../../src/sets/load-mesh.js';
import { run } from '../cli/run.js';

const before = process.cwd();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'meshproof-load-'));
  process.chdir(folder);
  mkdirSync('.git');
});
afterEach(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const SHOP = `apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {istio-injection: enabled}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: web}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, namespace: shop}
spec:
  selector: {matchLabels: {app: cart}}
  template:
    metadata: {labels: {app: cart}}
    spec: {containers: [{name: cart, image: cart}]}
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {selector: {app: cart}, ports: [{name: http, port: 80, targetPort: 8080}]}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: nobody, namespace: shop}
spec: {}
`;
const ELSEWHERE = { from: 'shop/web', url: 'http://elsewhere.example.com/' };
const BUY = { from: 'shop/web', url: 'http://cart/buy' };
const REGISTRY_ONLY = 'meshConfig: {outboundTrafficPolicy: {mode: REGISTRY_ONLY}}\n';

describe('what is true outside of the set', () => {
  it('is what the nearest meshproof.yaml says', async () => {
    write({ 'k8s/shop.yaml': SHOP });
    expect((await loadMesh('k8s')).walk(ELSEWHERE)).toMatchObject({ outcome: 'routed' });
    write({ 'meshproof.yaml': REGISTRY_ONLY });
    expect((await loadMesh('k8s')).walk(ELSEWHERE)).toMatchObject({ outcome: 'unrouted', status: 502 });
    expect((await loadMesh('k8s/shop.yaml')).walk(ELSEWHERE)).toMatchObject({ outcome: 'unrouted' });
  });

  it('is what the caller says, before anything else', async () => {
    write({ 'k8s/shop.yaml': SHOP, 'meshproof.yaml': REGISTRY_ONLY, 'other.yaml': 'trustDomain: other\n' });
    const told = await loadMesh('k8s', { assumptions: { outboundTrafficPolicy: 'ALLOW_ANY' } });
    expect(told.walk(ELSEWHERE).outcome).toBe('routed');
    const { mesh } = await loadMesh('k8s', { config: 'other.yaml' });
    expect(mesh.assumptions.trustDomain).toBe('other');
  });

  it('is an error if the configuration is wrong', async () => {
    write({ 'k8s/shop.yaml': SHOP, 'meshproof.yaml': 'trustDomian: x\n' });
    await expect(loadMesh('k8s')).rejects.toThrow(
      /^meshproof\.yaml:1:1 {2}trustDomian: unknown key\n[^]*did you mean trustDomain\?/,
    );
  });
});

describe('the line of the charts', () => {
  const LOCK = '{}\n';
  const objects = {
    'security.istio.io|AuthorizationPolicy|shop|nobody': { file: 'charts/cart.ts', line: 7 },
  };

  it('is that of the last synthesis', async () => {
    write({ 'dist/prod/shop.yaml': SHOP, 'dist/prod/meshproof.lock': LOCK });
    const sources = (lock: string): string =>
      JSON.stringify({ version: 1, sets: { 'dist/prod': { lock, objects } } });
    write({ '.meshproof/sources.json': sources(digestOf(LOCK)) });
    const decides = /shop\.yaml:3\d {2}charts\/cart\.ts:7$/m;
    expect(explain(await loadMesh('dist/prod'), BUY)).toMatch(decides);
    expect((await run('request', 'dist/prod', '--from', BUY.from, '--to', BUY.url)).out).toMatch(decides);
    write({ '.meshproof/sources.json': sources('of another synthesis') });
    expect(explain(await loadMesh('dist/prod'), BUY)).not.toContain('charts/');
  });
});

describe('what cannot be asked', () => {
  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    [
      'several sets',
      { 'k8s/a/Kustomization': '', 'k8s/a/a.yaml': SHOP, 'k8s/b/Kustomization': '', 'k8s/b/b.yaml': SHOP },
      /^k8s has several sets; name one of k8s\/a, k8s\/b$/,
    ],
    [
      'an object twice',
      { 'k8s/a.yaml': SHOP, 'k8s/b.yaml': SHOP },
      /^k8s\/b\.yaml:1:1 {2}Namespace shop again, after k8s\/a\.yaml:1$/m,
    ],
    ['YAML that is none', { 'k8s/a.yaml': 'a: [\n' }, /^k8s\/a\.yaml:2:1 {2}/],
  ])('%s', async (_, files, message) => {
    write(files);
    await expect(loadMesh('k8s')).rejects.toThrow(message);
  });
});
