import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changesOf } from '../../src/synth/publish/changes.js';
import { disk } from '../../src/synth/publish/disk.js';
import type { FileOperations } from '../../src/synth/publish/file-operations.js';
import { lockProblems } from '../../src/synth/publish/lock-problems.js';
import type { Publication } from '../../src/synth/publish/publication.js';
import { publish } from '../../src/synth/publish/publish.js';
import { digestOf } from '../../src/model/digest.js';
import { lockText } from '../../src/synth/files/lock.js';
import { Crash, crashingAt } from './crashing-files.js';

type Texts = Readonly<Record<string, string>>;

const OLD: Texts = {
  'a.k8s.yaml': 'a: old\n',
  'b.k8s.yaml': 'b: same\n',
  'gone.k8s.yaml': 'c: old\n',
  '../istio/dev.yaml': 'i: old\n',
  Kustomization: 'k: old\n',
};
const NEW: Texts = {
  'a.k8s.yaml': 'a: new\n',
  'b.k8s.yaml': 'b: same\n',
  'added.k8s.yaml': 'd: new\n',
  '../istio/dev.yaml': 'i: new\n',
  Kustomization: 'k: new\n',
};
const NEWER: Texts = {
  'a.k8s.yaml': 'a: newer\n',
  'other.k8s.yaml': 'e: newer\n',
  '../istio/dev.yaml': 'i: newer\n',
  Kustomization: 'k: newer\n',
};

let root: string;
let outdir: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'meshproof-publish-'));
  outdir = join(root, 'dist/dev');
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function publication(texts: Texts): Publication {
  const digests = (outside: boolean): ReadonlyMap<string, string> =>
    new Map(
      Object.entries(texts)
        .filter(([path]) => path.startsWith('../') === outside)
        .map(([path, text]) => [path, digestOf(text)]),
    );
  return { outdir, texts: new Map(Object.entries(texts)), lock: lockText(digests(false), digests(true), {}) };
}

/** Publishes, and says what was in the way. */
function bring(texts: Texts, files: FileOperations = disk): readonly string[] {
  const problems: string[] = [];
  const wanted = publication(texts);
  const changes = changesOf(wanted, files, problems);
  if (problems.length === 0) publish(wanted, changes, files);
  return problems;
}

/** Every file below dist, by its path relative to the set. */
function there(): Texts {
  const paths = readdirSync(join(root, 'dist'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const relative = (path: string): string =>
    path.startsWith(outdir) ? path.slice(outdir.length + 1) : `../${path.slice(dirname(outdir).length + 1)}`;
  return Object.fromEntries(paths.map((path) => [relative(path), readFileSync(path, 'utf8')]));
}

const wholeSet = (texts: Texts): Texts => ({ ...texts, 'meshproof.lock': publication(texts).lock });

/** How many steps a publication takes. */
function stepsOf(texts: Texts): number {
  const { files, steps } = crashingAt(0);
  bring(texts, files);
  return steps();
}

describe.each([
  ['the first publication', undefined],
  ['a change with files added, changed and removed', OLD],
])('%s, killed at any step', (_, before) => {
  it('leaves every file whole, says that it is unfinished, and is completed by the next', () => {
    const total = ((): number => {
      if (before !== undefined) bring(before);
      const steps = stepsOf(NEW);
      rmSync(join(root, 'dist'), { recursive: true });
      return steps;
    })();
    expect(total).toBeGreaterThan(10);
    for (const next of [NEW, NEWER]) {
      for (let step = 1; step <= total; step++) {
        rmSync(join(root, 'dist'), { recursive: true, force: true });
        mkdirSync(outdir, { recursive: true });
        writeFileSync(join(outdir, 'README.md'), 'mine\n');
        if (before !== undefined) bring(before);
        expect(() => bring(NEW, crashingAt(step).files), `step ${step} of ${total}`).toThrow(Crash);

        const found = there();
        const own = Object.entries(found).filter(([path]) => path in NEW || path in OLD);
        for (const [path, text] of own) expect([before?.[path], NEW[path]], path).toContain(text);
        const visible = Object.fromEntries(
          Object.entries(found).filter(([path]) => !path.includes('.meshproof-') && path !== 'README.md'),
        );
        const isOld =
          JSON.stringify(sorted(visible)) ===
          JSON.stringify(sorted(before === undefined ? {} : wholeSet(before)));
        const isNew = JSON.stringify(sorted(visible)) === JSON.stringify(sorted(wholeSet(NEW)));
        // Until the first file and after the last nothing has to be said; in between it has.
        expect(isOld || isNew || lockProblems(outdir).length > 0, `step ${step}`).toBe(true);

        expect(bring(next), `after step ${step}`).toEqual([]);
        expect(there()).toEqual({ ...wholeSet(next), 'README.md': 'mine\n' });
        expect(lockProblems(outdir)).toEqual([]);
      }
    }
  });
});

function sorted(texts: Texts): readonly (readonly [string, string])[] {
  return Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1));
}

describe('a publication', () => {
  it('refuses before anything is written where a file of someone else is in the way', () => {
    mkdirSync(outdir, { recursive: true });
    writeFileSync(join(outdir, 'a.k8s.yaml'), 'mine\n');
    expect(bring(NEW)).toEqual([
      expect.stringContaining('a.k8s.yaml exists and belongs to no earlier synthesis') as string,
    ]);
    expect(there()).toEqual({ 'a.k8s.yaml': 'mine\n' });
  });

  it('repairs a file of its own that someone edited, and says so until then', () => {
    bring(OLD);
    writeFileSync(join(outdir, 'a.k8s.yaml'), 'edited\n');
    expect(lockProblems(outdir)).toEqual([
      expect.stringContaining('a.k8s.yaml is not as meshproof.lock says') as string,
    ]);
    expect(bring(OLD)).toEqual([]);
    expect(there()).toEqual(wholeSet(OLD));
  });

  it('of what is there already touches nothing', () => {
    bring(OLD);
    expect(stepsOf(OLD)).toBe(0);
  });
});
