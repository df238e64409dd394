import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from './run.js';

const before = process.cwd();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'meshproof-config-'));
  process.chdir(folder);
  mkdirSync('.git');
});
afterEach(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const ACCOUNT = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a, namespace: mesh}\n';
/** In a namespace that nobody creates: the finding `namespace-exists`, unless the namespace is known to be there. */
const SET = `apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n---\n${ACCOUNT}`;
const MESH_CONFIG = 'outboundTrafficPolicy: {mode: REGISTRY_ONLY}\n';
const MESH_CONFIG_MAP = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio, namespace: istio-system}\ndata:\n  mesh: |\n    ${MESH_CONFIG}`;

/** The ids of what is found. */
async function found(...args: readonly string[]): Promise<readonly string[]> {
  const { out, err } = await run('check', ...args, '--output', 'json');
  expect(err).toBe('');
  const { findings } = JSON.parse(out) as { findings: readonly { rule: string }[] };
  return findings.map(({ rule }) => rule);
}

describe('services of meshproof.yaml', () => {
  const route = (host: string): string => `apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: v1
kind: Service
metadata: {name: other, namespace: shop}
spec: {clusterIP: None, ports: [{port: 80}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: a, namespace: shop}
spec:
  hosts: [a.example.com]
  http: [{route: [{destination: {host: ${host}}}]}]
`;

  it.each(['pay.example.net', 'ledger.shop.svc.cluster.local'])(
    'exist although the set does not have them: %s',
    async (host) => {
      write({ 'k8s/a.yaml': route(host) });
      expect(await found('k8s')).toEqual(['virtual-service-destination-resolves']);
      write({ 'meshproof.yaml': `services: [{host: ${host}}]\n` });
      expect(await found('k8s')).toEqual([]);
      write({ 'meshproof.yaml': 'services: [{host: else.example.net}]\n' });
      expect(await found('k8s')).toEqual(['virtual-service-destination-resolves']);
    },
  );
});

describe('meshproof.yaml is found', () => {
  beforeEach(() => {
    write({ 'k8s/prod/a.yaml': SET });
  });

  it.each(['meshproof.yaml', 'k8s/meshproof.yaml', 'k8s/prod/meshproof.yaml'])('at %s', async (file) => {
    expect(await found('k8s/prod')).toEqual(['namespace-exists']);
    write({ [file]: 'rootNamespace: mesh\n' });
    expect(await found('k8s/prod')).toEqual([]);
    expect(await found('k8s/prod/a.yaml')).toEqual([]);
    process.chdir('k8s/prod');
    expect(await found()).toEqual([]);
  });

  it('nearest first, and --config before all', async () => {
    write({ 'meshproof.yaml': 'rootNamespace: other\n', 'k8s/meshproof.yaml': 'rootNamespace: mesh\n' });
    expect(await found('k8s')).toEqual([]);
    expect(await found('k8s', '--config', 'meshproof.yaml')).toEqual(['namespace-exists']);
  });

  it('not above the repository', async () => {
    write({ 'meshproof.yaml': 'rootNamespace: mesh\n', 'k8s/.git/x': '' });
    expect(await found('k8s')).toEqual(['namespace-exists']);
  });

  it('for each set', async () => {
    write({
      'k8s/prod/Kustomization': '',
      'k8s/prod/meshproof.yaml': 'rootNamespace: mesh\n',
      'k8s/dev/Kustomization': '',
      'k8s/dev/a.yaml': SET,
    });
    expect(await found('k8s')).toEqual(['namespace-exists']);
    expect((await run('check', 'k8s/prod', 'k8s/dev')).err).toContain(
      'is one set with several configurations: k8s/prod/meshproof.yaml, none; name one with --config',
    );
  });
});

describe('meshproof.yaml says', () => {
  beforeEach(() => {
    write({ 'k8s/a.yaml': SET });
  });

  it('what is outside: gateways, and a MeshConfig of which the set may have a nearer one', async () => {
    const gateway = '{namespace: mesh, name: edge, labels: {a: b}, serviceAccount: edge}';
    write({ 'meshproof.yaml': `gateways: [${gateway.replace('mesh', 'x')}, ${gateway}]\n` });
    expect(await found('k8s')).toEqual([]);
    write({ 'meshproof.yaml': 'meshConfig: {rootNamespace: mesh}\n' });
    expect(await found('k8s')).toEqual([]);
    write({
      'k8s/b.yaml':
        'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec: {meshConfig: {rootNamespace: x}}\n',
    });
    expect(await found('k8s')).toEqual(['namespace-exists']);
  });

  it('which rules run, and how bad what they find is', async () => {
    write({ 'meshproof.yaml': 'severity: {namespace-exists: off}\n' });
    expect(await found('k8s')).toEqual([]);
    write({ 'meshproof.yaml': 'severity: {namespace-exists: error}\n' });
    expect(await run('check', 'k8s')).toMatchObject({ code: 1 });
    write({ 'meshproof.yaml': 'failOn: warning\n' });
    expect(await run('check', 'k8s')).toMatchObject({ code: 1 });
    expect(await run('check', 'k8s', '--fail-on', 'error')).toMatchObject({ code: 0 });
  });

  it('that a suppression of a rule that is off is no mistake', async () => {
    const ignored = ACCOUNT.replace(
      'mesh}',
      'mesh, annotations: {ignore.meshproof.io/namespace-exists: why}}',
    );
    write({ 'k8s/a.yaml': ignored });
    expect(await found('k8s')).toEqual(['suppression-used']);
    write({ 'meshproof.yaml': 'severity: {namespace-exists: off}\n' });
    expect(await found('k8s')).toEqual([]);
  });

  it('which sets there are', async () => {
    write({
      'base/a.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n',
      'prod/a.yaml': ACCOUNT,
      'dev/a.yaml': ACCOUNT.replace('mesh', 'shop'),
      'meshproof.yaml': 'sets: {dev: [base, dev], prod: [base, prod]}\n',
    });
    const { out } = await run('check', '.');
    expect(out).toMatch(/^prod\n\nwarning +namespace-exists/);
    expect(out).toContain('4 objects of 2 sets');
    expect(await found('dev')).toEqual([]);
  });
});

describe('a rule of a project', () => {
  const rule = (check: string) => `export const rule = {
    id: 'account-named', severity: 'warning', what: 'A.', why: 'B.', fix: 'C.', kinds: ['/ServiceAccount'],
    *check(manifest) { ${check} } };\n`;
  beforeEach(() => {
    write({ 'k8s/a.yaml': ACCOUNT, 'meshproof.yaml': 'rules:\n  - ./rules/a.mjs\n' });
  });

  it('runs with the others, and is listed and ignored as they are', async () => {
    write({ 'rules/a.mjs': rule("yield { path: ['metadata', 'name'], message: 'is a' };") });
    expect(await found('k8s')).toEqual(['account-named']);
    expect((await run('rules')).out).toMatch(/^account-named +warning +A\.$/m);
    write({
      'k8s/a.yaml': ACCOUNT.replace('mesh}', 'mesh, annotations: {ignore.meshproof.io/account-named: why}}'),
    });
    expect(await found('k8s')).toEqual([]);
    write({ 'meshproof.yaml': 'rules: [./rules/a.mjs]\nseverity: {account-named: off}\n' });
    expect(await found('k8s')).toEqual([]);
  });

  it.each([
    ['is not there', undefined, /^rules\/a\.mjs: .*(?:ENOENT|Cannot find|Failed to load)/],
    ['has no rule', 'export const a = 1;\n', /^meshproof\.yaml:2:5 {2}rules\[0\]: exports no rule/],
    [
      'is half a rule',
      rule('').replace("'warning'", "'bad'"),
      /rules\[0\]: account-named: expected the texts id/,
    ],
    ['has no sentences', rule('').replace("'A.'", "'A'"), /account-named: what is no sentence/],
    [
      'has a name that is taken',
      rule('').replace('account-named', 'yaml-key'),
      /there is another rule yaml-key/,
    ],
    [
      'fails',
      rule("throw new Error('oh');"),
      /^rules\/a\.mjs: account-named failed on ServiceAccount mesh\/a: oh\n$/,
    ],
  ])('is refused where it %s', async (_, text, message) => {
    if (text !== undefined) write({ 'rules/a.mjs': text });
    const { code, out, err } = await run('check', 'k8s');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });
});

it('bad input is refused with its place, and all of it at once', async () => {
  write({
    'k8s/a.yaml': ACCOUNT,
    'meshproof.yaml': `rootNamespce: mesh
trustDomain: 1
meshConfig: {outboundTraficPolicy: {}}
gateways: []
services: [{host: "a b", ports: [0]}]
severity: {apply-order: of}
failOn: errors
`,
  });
  const { code, out, err } = await run('check', 'k8s');
  expect({ code, out }).toEqual({ code: 2, out: '' });
  await expect(err).toMatchFileSnapshot('../../__snapshots__/config-mistakes.txt');
  write({ 'meshproof.yaml': 'severity:\n  aply-order: off\n' });
  expect((await run('check', 'k8s')).err).toMatch(
    /^meshproof\.yaml:2:3 {2}severity\.aply-order: unknown key\n[\s\S]*did you mean apply-order\?/,
  );
  expect((await run('check', 'k8s', '--config', 'x.yaml')).err).toBe(
    'x.yaml  cannot be read: there is no such file\n',
  );
});

describe('meshproof request reads', () => {
  const CALL = ['--from', 'shop/a', '--to', 'http://example.org/'];
  const POD =
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: shop, labels: {sidecar.istio.io/inject: "true"}}\nspec: {containers: [{name: a, image: "a:1"}]}\n';

  it('a meshproof.yaml, and a MeshConfig of the set before it', async () => {
    write({ 'k8s/a.yaml': POD });
    expect((await run('request', 'k8s', ...CALL)).out).toMatch(/^routed to external/);
    write({ 'meshproof.yaml': 'meshConfig: {outboundTrafficPolicy: {mode: REGISTRY_ONLY}}\n' });
    expect((await run('request', 'k8s', ...CALL)).out).toMatch(/REGISTRY_ONLY blocks/);
    write({ 'meshproof.yaml': 'failOn: error\n', 'k8s/b.yaml': MESH_CONFIG_MAP });
    expect((await run('request', 'k8s', ...CALL)).out).toMatch(/REGISTRY_ONLY blocks/);
  });
});
