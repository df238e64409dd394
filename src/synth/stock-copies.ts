import { join, relative, resolve, sep } from 'node:path';
import type { FileOperations } from './publish/file-operations.js';
import { setName } from './publish/publication.js';
import type { RenderedSet } from './render.js';

// The command `cdk8s synth` deletes its output folder, runs the app with the folder's name in this variable, and counts
// the manifests that it finds there (cdk8s-cli, src/cli/cmds/synth.ts and src/util.ts).
const VARIABLE = 'CDK8S_OUTDIR';

/** The output folder of `cdk8s synth`, if it runs the app. */
export function stockFolder(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const folder = environment[VARIABLE];
  return folder === undefined || folder === '' ? undefined : resolve(folder);
}

/** A set that is inside the folder that `cdk8s synth` deletes would be lost whenever the app fails. */
export function stockProblems(folder: string | undefined, outdirs: readonly string[]): readonly string[] {
  if (folder === undefined) return [];
  return outdirs
    .filter((outdir) => outdir !== folder && isBelow(outdir, folder))
    .map(
      (outdir) =>
        `cdk8s synth deletes ${folder} before it runs the app, and ${outdir} with it; name another folder in cdk8s.yaml, such as output: .cdk8s`,
    );
}

/** Puts copies of the manifests where `cdk8s synth` looks for them; not where a set is published itself. */
export function writeStockCopies(folder: string, sets: readonly RenderedSet[], files: FileOperations): void {
  files.makeFolder(folder);
  for (const { outdir, manifestFiles, texts } of sets) {
    if (outdir === folder) continue;
    for (const name of manifestFiles)
      files.write(join(folder, `${setName(outdir)}-${name}`), texts.get(name) ?? '');
  }
}

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === path;
}
