import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { findSets, readFiles } from '../../src/mesh/load/find-sets.js';
import { loadSet } from '../../src/mesh/load/load-set.js';
import type { Check } from '../check.js';
import type { Problems } from '../problems.js';
import { random } from '../mutants/random.js';
import { kubeApiserver } from '../programs/kube-apiserver.js';
import { complaints, pathOf, run } from '../run-program.js';

/** kubectl wants to annotate, so that it reads and writes without a server; the annotation is taken away again. */
const MARK = 'meshproof.io/read';
const SCALARS = 2000;

/** Our loader reads the manifests, and scalars of every shape, as kubectl does. */
export const reading: Check = {
  name: 'reading',
  programs: [kubeApiserver],
  run: async ({ folder }) => [...(await compare(folder)), ...(await compareScalars())],
  spoils: {
    'a key twice': {
      says: ['dashboard.k8s.yaml'],
      edit: ({ folder }) => {
        const twice = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {a: b, a: c}\n';
        appendFileSync(join(folder, 'dashboard.k8s.yaml'), `---\n${twice}`);
      },
    },
  },
};

async function compare(folder: string): Promise<Problems> {
  const [set] = findSets([folder]);
  const ours = loadSet(readFiles(set?.files ?? []));
  const ran = await run(pathOf(kubeApiserver, 'kubectl'), [
    ...['annotate', '--local', '-o', 'json', '-f', folder, `${MARK}=yes`],
  ]);
  if (ran.status !== 0) return complaints(ran);
  // Printed one after the other, with nothing between them.
  const theirs = ran.stdout.split(/^(?=\{)/m).map((text) => withoutMark(JSON.parse(text) as Annotated));
  const problems = ours.problems.map(({ file, line, message }) => `${file}:${line} ${message}`);
  if (theirs.length !== ours.manifests.length)
    return [...problems, `kubectl reads ${theirs.length} objects, we read ${ours.manifests.length}`];
  for (const [i, manifest] of ours.manifests.entries()) {
    const their = theirs[i] ?? {};
    if (isDeepStrictEqual(sorted(manifest), sorted(their))) continue;
    problems.push(
      `${manifest.kind} ${manifest.metadata.name}: ${differences(manifest['data'], their).join('; ')}`,
    );
  }
  return problems;
}

interface Annotated {
  readonly metadata: { readonly annotations?: Readonly<Record<string, string>> };
  readonly data?: unknown;
}

function withoutMark({ metadata, ...rest }: Annotated): object {
  const { [MARK]: _, ...annotations } = metadata.annotations ?? {};
  const { annotations: all, ...others } = metadata;
  return { ...rest, metadata: Object.keys(annotations).length === 0 ? others : { ...others, annotations } };
}

/** The order of keys means nothing. */
function sorted(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    ),
  );
}

function differences(ours: unknown, theirs: object): readonly string[] {
  const [own, other] = [ours, 'data' in theirs ? theirs.data : undefined];
  if (typeof own !== 'object' || own === null || typeof other !== 'object' || other === null)
    return ['differs'];
  const left = new Map<string, unknown>(Object.entries(other));
  return Object.entries(own)
    .filter(([key, value]) => !isDeepStrictEqual(value, left.get(key)))
    .map(
      ([key, value]) =>
        `${key} is ${JSON.stringify(value)} for us, ${JSON.stringify(left.get(key))} for kubectl`,
    );
}

/** Texts that look like numbers, times, truth values and nothing, as values of one ConfigMap. */
async function compareScalars(): Promise<Problems> {
  const chance = random(1);
  const pieces = [
    '0',
    '1',
    '7',
    '8',
    '9',
    '_',
    '.',
    '-',
    '+',
    'e',
    'E',
    'x',
    'o',
    'b',
    ':',
    'a',
    'F',
    'T',
    'Z',
  ];
  const words = [
    'yes',
    'No',
    'ON',
    'off',
    'y',
    'N',
    'true',
    'False',
    'null',
    '~',
    'Null',
    '0x',
    '0b',
    '0o',
    '1e3',
    '2001-12-14',
    '0xFFFFFFFFFFFFFFFFF',
    '0b1111',
  ];
  const texts = Array.from({ length: SCALARS }, () =>
    Array.from({ length: 1 + chance.int(5) }, () => chance.pick(chance.int(4) === 0 ? words : pieces)).join(
      '',
    ),
  );
  // A dash or a colon before a blank would begin a list or a mapping.
  const plain = [...new Set([...words, ...texts])].filter((text) => !/^[-:?]$|:$|^---/.test(text));
  const lines = plain.map((text) => `  '${text}': ${text}\n`);
  const folder = mkdtempSync(join(tmpdir(), 'meshproof-scalars-'));
  try {
    writeFileSync(
      join(folder, 'scalars.yaml'),
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: scalars\ndata:\n${lines.join('')}`,
    );
    return await compare(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
