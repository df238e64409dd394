import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RULES } from '../../src/analysis/rules/index.js';
import type { Rule } from '../../src/analysis/rule.js';
import { knownKind } from '../../src/model/structure/catalog.js';
import { messagesOf, type Message } from '../analysis.js';
import type { Check } from '../check.js';
import { podsOf } from '../kube/pods.js';
import { parseManifests, type Manifest } from '../manifests.js';
import type { Problems } from '../problems.js';
import { istioctl } from '../programs/istioctl.js';
import { kubeApiserver } from '../programs/kube-apiserver.js';
import { complaints, pathOf, run, type Ran } from '../run-program.js';

const FIXTURES = fileURLToPath(new URL('../../test/fixtures/rules', import.meta.url));
/** Codes of analysers that run on files, too: those of the objects themselves. */
const OF_FILES: ReadonlySet<string> = new Set(['IST0106', 'IST0133']);

/** The gateway that rules take for given. */
const GATEWAY = [
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'istio-ingressgateway', namespace: 'istio-system' },
    spec: {
      selector: { istio: 'ingressgateway' },
      ports: [
        { name: 'http2', port: 80, targetPort: 8080 },
        { name: 'https', port: 443, targetPort: 8443 },
      ],
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'ingressgateway', namespace: 'istio-system', labels: { istio: 'ingressgateway' } },
    spec: {
      serviceAccountName: 'default',
      containers: [{ name: 'istio-proxy', image: 'example.com/proxy:1' }],
    },
  },
];

interface Fixture {
  readonly rule: Rule;
  readonly codes: readonly string[];
  readonly name: 'bad' | 'good';
  readonly objects: readonly Manifest[];
}

/**
 * Real `istioctl analyze` reports a code that a rule names as its equivalent in the rule's bad example, and not in the good
 * one; or the page of the rule says how the rule differs. Each example gets namespaces and hosts of its own, so that all of
 * them are analysed at once: those whose objects are wrong by themselves as files, the others in a cluster.
 */
export const ruleFixtures: Check = {
  name: 'rule-fixtures',
  environment: 'production',
  programs: [istioctl, kubeApiserver],
  run: ({ folder }, { clusters, note }) =>
    clusters.fresh(async (cluster) => {
      const fixtures = fixturesIn(FIXTURES);
      const isOfFiles = ({ codes }: Fixture): boolean => codes.every((code) => OF_FILES.has(code));
      const files = cluster.file('fixtures.yaml', numbered(fixtures, isOfFiles));
      const objects = numbered(fixtures, (fixture) => !isOfFiles(fixture));
      // Kinds of which there is no CRD are context that istioctl does not look at.
      const known = objects.filter(({ apiVersion, kind }) => knownKind(apiVersion, kind) !== undefined);
      const sent = [...namespacesOf(objects), ...known, ...podsOf(objects), ...GATEWAY];
      const created = await cluster.kubectl('apply', '-f', cluster.file('cluster.yaml', sent));
      if (created.status !== 0) return complaints(created);
      const args = ['analyze', '--all-namespaces', '--output=json'];
      const onFiles = await run(pathOf(istioctl), [...args, '--use-kube=false', files]);
      const onCluster = await run(pathOf(istioctl), args, { env: cluster.env });
      const found = [...read(onFiles), ...read(onCluster)];
      note(`${fixtures.length} examples of ${new Set(fixtures.map(({ rule }) => rule.id)).size} rules`);
      const lies = readLies(folder);
      return fixtures.flatMap((fixture, i) => disagreements(fixture, found.filter(isOf(i)), lies, note));
    }),
  spoils: {
    'a rule that claims another code': {
      says: ['virtual-service-port-given'],
      edit: ({ folder }) => {
        writeFileSync(join(folder, LIES), JSON.stringify({ 'virtual-service-port-given': ['IST0109'] }));
      },
    },
  },
};

/** Codes that rules claim in a spoiled environment. */
const LIES = 'claimed-codes.json';
type Lies = Readonly<Record<string, readonly string[]>>;

function readLies(folder: string): Lies {
  try {
    return JSON.parse(readFileSync(join(folder, LIES), 'utf8')) as Lies;
  } catch {
    return {};
  }
}

function fixturesIn(folder: string): readonly Fixture[] {
  return RULES.flatMap((rule) => {
    const codes = (rule.equivalent ?? []).filter((code) => code.startsWith('IST'));
    if (codes.length === 0) return [];
    return (['bad', 'good'] as const).map((name) => {
      const file = join(folder, rule.id, `${name}.yaml`);
      return { rule, codes, name, objects: parseManifests(readFileSync(file, 'utf8'), file) };
    });
  });
}

/** The objects of some fixtures, with names of namespaces and hosts that no other fixture has. */
function numbered(
  fixtures: readonly Fixture[],
  isWanted: (fixture: Fixture) => boolean,
): readonly Manifest[] {
  return fixtures.flatMap((fixture, i) => {
    if (!isWanted(fixture)) return [];
    const { objects } = fixture;
    const names = new Set(
      objects.map(({ kind, metadata }) => (kind === 'Namespace' ? metadata.name : metadata.namespace)),
    );
    let text = JSON.stringify(objects);
    for (const name of names)
      if (name !== undefined && name !== 'istio-system')
        text = text.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), `${name}-${i}`);
    text = text.replaceAll('example.com', `f${i}.example.com`);
    return (JSON.parse(text) as readonly Manifest[]).map((object) => {
      const { metadata } = object;
      if (object.kind === 'Namespace' || metadata.namespace !== undefined) return object;
      return { ...object, metadata: { ...metadata, namespace: `default-${i}` } };
    });
  });
}

function namespacesOf(objects: readonly Manifest[]): readonly object[] {
  const written = new Set(
    objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name),
  );
  const used = new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? []));
  return [...used]
    .filter((name) => !written.has(name) && name !== 'istio-system')
    .map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
}

/** Of an object that it cannot read it says only in its log that it skips it, and its status counts what it found. */
function read(ran: Ran): readonly Message[] {
  const start = ran.stdout.search(/^\[/m);
  const found = messagesOf({ ...ran, status: 0, stderr: '', stdout: ran.stdout.slice(Math.max(start, 0)) });
  if ('broken' in found) throw new Error(`istioctl analyze: ${found.broken.join('; ')}`);
  return found.messages;
}

function isOf(number: number): (message: Message) => boolean {
  const place = new RegExp(`-${number}(?:/|$)`);
  return ({ origin }) => place.test(origin);
}

function disagreements(
  { rule, codes, name }: Fixture,
  found: readonly Message[],
  lies: Lies,
  note: (line: string) => void,
): Problems {
  const claimed = lies[rule.id] ?? codes;
  const seen = found.filter(({ code }) => claimed.includes(code));
  if (seen.length > 0 === (name === 'bad')) return [];
  const others = found.map(({ line }) => line).join('; ') || 'nothing';
  const problem = `${rule.id}, ${name}: istioctl does ${name === 'bad' ? 'not ' : ''}report ${claimed.join(' or ')}: ${others}`;
  if (rule.differs === undefined) return [problem];
  note(`expected: ${problem}`);
  return [];
}
