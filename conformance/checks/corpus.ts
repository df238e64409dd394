import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Check, Environment } from '../check.js';
import { isMap } from '../contains.js';
import { ask, type Answer } from '../istiod/istiod.js';
import type { Cluster } from '../kube/cluster.js';
import { identity, parseManifests, type Manifest } from '../manifests.js';
import type { Problems } from '../problems.js';
import { istiod } from '../programs/istiod.js';
import { kubeApiserver } from '../programs/kube-apiserver.js';
import { knownKind } from '../../src/model/structure/catalog.js';
import { isManifest, type Manifest as Typed } from '../../src/model/manifest.js';

/** One file of the corpus. */
interface CorrectSet {
  readonly name: string;
  readonly manifests: readonly Manifest[];
}

/**
 * The sets of which the rules must say nothing are correct: the API server takes every object, istiod's webhook has no
 * word to say of any, and istiod counts no conflict against the set.
 */
export const corpus: Check = {
  name: 'corpus',
  // It is the same for all.
  environment: 'production',
  programs: [istiod, kubeApiserver],
  run: async ({ project }, { clusters, note }) => {
    const sets = correctSets(project);
    const objects = sets.flatMap(({ manifests }) => manifests);
    note(`${sets.length} sets of ${objects.length} objects`);
    const answers = await ask(
      sets.map(({ manifests }) => ({ objects: manifests, meshConfig: meshConfigOf(manifests) })),
    );
    return [
      ...sets.flatMap(({ name }, index) => complaints(name, answers[index])),
      ...(await clusters.fresh((cluster) => refused(cluster, sets))),
    ];
  },
  spoils: {
    'an object that the webhook warns of': {
      says: ['bookshop.yaml: istiod warns of', 'only the last rule can have no matches'],
      edit: (environment) => {
        const route = 'route: [{ destination: { host: x } }]';
        addObject(environment, `spec: { hosts: [x], http: [{ ${route} }, { ${route} }] }`);
      },
    },
    'a field that its kind does not have': {
      says: ['bookshop.yaml: the API server refuses'],
      edit: (environment) => {
        addObject(environment, 'spec: { hosts: [x], htp: [] }');
      },
    },
  },
};

function correctSets(project: string): readonly CorrectSet[] {
  const folder = join(project, 'test', 'corpus');
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name, manifests: parseManifests(readFileSync(join(folder, name), 'utf8'), name) }));
}

/** The MeshConfig that Istio reads from the set. */
function meshConfigOf(manifests: readonly Manifest[]): object {
  const map = manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'istio');
  const data: unknown = map?.['data'];
  const text = isMap(data) ? data['mesh'] : undefined;
  const value: unknown = typeof text === 'string' ? parse(text) : {};
  return isMap(value) ? value : {};
}

function complaints(name: string, answer: Answer | undefined): Problems {
  if (answer === undefined) return [`${name}: istiod says nothing`];
  const { refused, warnings, status } = answer;
  return [
    ...refused.map(({ object, message }) => `${name}: istiod refuses ${object}: ${message}`),
    ...warnings.map(({ object, message }) => `${name}: istiod warns of ${object}: ${message}`),
    ...Object.entries(status).flatMap(([kind, objects]) =>
      Object.entries(objects).map(([object, text]) => `${name}: ${kind} ${object}: ${JSON.stringify(text)}`),
    ),
  ];
}

async function refused(cluster: Cluster, sets: readonly CorrectSet[]): Promise<Problems> {
  const problems: string[] = [];
  for (const { name, manifests } of sets) {
    for (const manifest of manifests) {
      const known = knownKind(manifest.apiVersion, manifest.kind);
      if (!isManifest(manifest) || known === undefined) continue;
      const { accepted, message } = await cluster.wouldCreate(
        known.namespaced ? inDefault(manifest) : manifest,
      );
      if (!accepted) problems.push(`${name}: the API server refuses ${identity(manifest)}: ${message}`);
    }
  }
  return problems;
}

/** A dry run makes no namespace for what comes after it. */
function inDefault(manifest: Typed): Typed {
  return { ...manifest, metadata: { ...manifest.metadata, namespace: 'default' } };
}

function addObject({ project }: Environment, spec: string): void {
  const object = [
    '---',
    'apiVersion: networking.istio.io/v1',
    'kind: VirtualService',
    'metadata: { name: x, namespace: bookshop }',
    spec,
    '',
  ];
  appendFileSync(join(project, 'test', 'corpus', 'bookshop.yaml'), object.join('\n'));
}
