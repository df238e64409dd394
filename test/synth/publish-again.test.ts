import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changesOf } from '../../src/synth/publish/changes.js';
import type { FileOperations } from '../../src/synth/publish/file-operations.js';
import type { Publication } from '../../src/synth/publish/publication.js';
import { publish } from '../../src/synth/publish/publish.js';
import { digestOf } from '../../src/model/digest.js';
import { lockText } from '../../src/synth/files/lock.js';
import { Crash, crashingAt } from './crashing-files.js';
import { memoryFiles } from './memory-files.js';

type Files = ReturnType<typeof memoryFiles>;
type Texts = Readonly<Record<string, string>>;

const OUTDIR = '/shop/dist/dev';
const FIRST: Texts = { 'a.k8s.yaml': 'a: 1\n', 'gone.k8s.yaml': 'g: 1\n', '../istio/dev.yaml': 'i: 1\n' };
const SECOND: Texts = { 'a.k8s.yaml': 'a: 2\n', 'added.k8s.yaml': 'd: 2\n', '../mesh/dev.yaml': 'm: 2\n' };
const THIRD: Texts = { 'a.k8s.yaml': 'a: 3\n', 'added.k8s.yaml': 'd: 3\n', '../istio/dev.yaml': 'i: 3\n' };
const FOREIGN: Texts = {
  'README.md': 'mine\n',
  '.meshproof-dev-x.tmp': 'odd, but mine\n',
  '../istio/other.yaml': 'of another set\n',
};

function publication(texts: Texts): Publication {
  const digests = (isOutside: boolean): ReadonlyMap<string, string> =>
    new Map(
      Object.entries(texts)
        .filter(([path]) => path.startsWith('../') === isOutside)
        .map(([path, text]) => [path, digestOf(text)]),
    );
  const lock = lockText(digests(false), digests(true), {});
  return { outdir: OUTDIR, texts: new Map(Object.entries(texts)), lock };
}

/** Publishes, and says what was in the way. */
function bring(texts: Texts, files: FileOperations): readonly string[] {
  const problems: string[] = [];
  const wanted = publication(texts);
  const changes = changesOf(wanted, files, problems);
  if (problems.length === 0) publish(wanted, changes, files);
  return problems;
}

/** What a publication leaves that was killed, for each of its steps. */
function killed(texts: Texts, before: Files): readonly Files[] {
  const { files, steps } = crashingAt(0, memoryFiles(before.texts));
  bring(texts, files);
  return Array.from({ length: steps() }, (_, at) => {
    const left = memoryFiles(before.texts);
    expect(() => bring(texts, crashingAt(at + 1, left).files)).toThrow(Crash);
    return left;
  });
}

const placed = (texts: Texts): Texts =>
  Object.fromEntries(Object.entries(texts).map(([path, text]) => [join(OUTDIR, path), text]));
const whole = (texts: Texts): Texts =>
  placed({ ...texts, 'meshproof.lock': publication(texts).lock, ...FOREIGN });
const found = (files: Files): Texts => Object.fromEntries(files.texts);

describe('a publication that completes another one', () => {
  it('may be killed too, at any step: a third one still knows what is ours', () => {
    const before = memoryFiles(Object.entries(placed(FOREIGN)));
    expect(bring(FIRST, before)).toEqual([]);
    expect(found(before)).toEqual(whole(FIRST));
    let tried = 0;
    for (const [step, once] of killed(SECOND, before).entries()) {
      for (const [later, twice] of killed(THIRD, once).entries()) {
        for (const last of [FIRST, SECOND, THIRD]) {
          const files = memoryFiles(twice.texts);
          expect(bring(last, files), `after steps ${step} and ${later}`).toEqual([]);
          expect(found(files), `after steps ${step} and ${later}`).toEqual(whole(last));
          tried++;
        }
      }
    }
    expect(tried).toBeGreaterThan(1000);
  });
});
