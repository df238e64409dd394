import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { isMap } from '../contains.js';
import type { Check, Environment } from '../check.js';
import { fencedBlocks } from '../fenced.js';
import type { Cluster } from '../kube/cluster.js';
import { parseManifests, type Manifest } from '../manifests.js';
import type { Problems } from '../problems.js';
import { istioctl } from '../programs/istioctl.js';
import { kubeApiserver } from '../programs/kube-apiserver.js';
import { complaints, pathOf, run } from '../run-program.js';

/** A Kubernetes object of a text. */
interface Example {
  /** As `docs/page.md:12`. */
  readonly place: string;
  readonly manifest: Manifest;
}

/** The namespace of those that name none. */
const DEFAULT = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } };

/**
 * The Kubernetes objects in README.md and docs/*.md are ones that a server takes, with strict validation, and Istio's
 * webhook as well. A block of YAML that has no `apiVersion` and `kind` is none.
 */
export const docsExamples: Check = {
  name: 'docs-examples',
  // All have the same texts.
  environment: 'production',
  programs: [istioctl, kubeApiserver],
  run: async ({ project }, { clusters, note }) => {
    const examples = examplesOf(project);
    note(`${examples.length} objects in README.md and docs/*.md`);
    if (examples.length === 0) return [];
    return clusters.fresh(async (cluster) => {
      // A dry run makes no namespace for what comes after it.
      const names = new Set(examples.flatMap(({ manifest }) => manifest.metadata.namespace ?? []));
      const namespaces = [...names].map((name) => ({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name },
      }));
      const made = await cluster.kubectl(
        'apply',
        '-f',
        cluster.file('namespaces.yaml', [...namespaces, DEFAULT]),
      );
      if (made.status !== 0) return complaints(made);
      return (await Promise.all(examples.map((example, index) => judged(cluster, example, index)))).flat();
    });
  },
  spoils: {
    'a field that its kind does not have': {
      says: ['docs/deploy.md:', 'unknown field "spec.hots"'],
      edit: (environment) => {
        addExample(environment, 'spec: { host: x, hots: x }');
      },
    },
    'what Istio alone refuses': {
      says: ['docs/deploy.md:', 'max connections must be non-negative'],
      edit: (environment) => {
        addExample(
          environment,
          'spec: { host: x, trafficPolicy: { connectionPool: { tcp: { maxConnections: -1 } } } }',
        );
      },
    },
    'YAML that cannot be read': {
      says: ['docs/deploy.md:', 'Flow map'],
      edit: (environment) => {
        addExample(environment, 'spec: { host: x');
      },
    },
  },
};

function addExample({ project }: Environment, spec: string): void {
  const lines = [
    '```yaml',
    'apiVersion: networking.istio.io/v1',
    'kind: DestinationRule',
    'metadata: { name: x, namespace: spoiled }',
    spec,
    '```',
  ];
  appendFileSync(join(project, 'docs', 'deploy.md'), `\n${lines.join('\n')}\n`);
}

function examplesOf(project: string): readonly Example[] {
  const pages = readdirSync(join(project, 'docs')).filter((name) => name.endsWith('.md'));
  return ['README.md', ...pages.sort().map((name) => `docs/${name}`)].flatMap((page) =>
    fencedBlocks(readFileSync(join(project, page), 'utf8'))
      .filter(({ language }) => language === 'yaml' || language === 'yml')
      .flatMap(({ text, line }) => {
        const place = `${page}:${line}`;
        const isObject = parseAllDocuments(text).some((document) => {
          const value: unknown = document.toJS();
          return isMap(value) && 'apiVersion' in value && 'kind' in value;
        });
        return isObject ? parseManifests(text, place).map((manifest) => ({ place, manifest })) : [];
      }),
  );
}

async function judged(cluster: Cluster, { place, manifest }: Example, index: number): Promise<Problems> {
  // One to a file, and no List: istioctl takes a List for valid without a look at what is in it.
  const file = cluster.file(`example-${index}.yaml`, [manifest]);
  const isIstio = /^[a-z]+\.istio\.io\//.test(manifest.apiVersion);
  const due = ['created', 'configured', 'unchanged'].map((word) => `${word} (server dry run)`);
  const server = manifest.apiVersion.startsWith('install.istio.io/')
    ? // For istioctl alone: no server knows its kind.
      []
    : await cluster.expect(due, 'apply', '--dry-run=server', '--validate=strict', '-f', file);
  const webhook = isIstio ? await run(pathOf(istioctl), ['validate', '-f', file]) : undefined;
  const refused = webhook === undefined || webhook.status === 0 ? [] : complaints(webhook);
  return [...server, ...refused].map((problem) => `${place}: ${problem}`);
}
