import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { App } from 'cdk8s';
import type { JsonObject } from '../model/json.js';
import type { Manifest } from '../model/manifest.js';
import { disk } from './files.js';
import { plan, publish } from './publish.js';
import { render, type Companion, type Rendering } from './render.js';
import { inTurn } from './turn.js';

/** Where a set goes, and what belongs to it beside the app's objects. */
export interface SynthOptions {
  /** The folder of the set. Files in it that are not meshproof's are left alone. */
  readonly outdir: string;
  /** Facts for `meshproof.lock`.
   *  @default {} */
  readonly facts?: JsonObject;
  /** Files outside of the folder.
   *  @default [] */
  readonly companions?: readonly Companion[];
  /** Judges the manifests before anything is written, by throwing.
   *  @default - accepts them */
  readonly check?: (manifests: readonly Manifest[]) => void;
}

/** One set to synthesise. */
export interface SynthSet extends SynthOptions {
  readonly app: App;
}

/** What a synthesis did. */
export interface SynthResult {
  /** The last part of `outdir`. */
  readonly name: string;
  readonly outdir: string;
  readonly objects: number;
  /** Files of manifests: not counted are the Kustomization, the lock, and companions. */
  readonly files: number;
  /** Names of files that were written, relative to `outdir`. */
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Synthesises an app into a folder: what `app.synth()` does, in linear time, with the same bytes for the same input,
 * and without touching the folder before everything is rendered and checked.
 * @throws SynthesisError, or what the app's own constructs throw; then nothing was written
 */
export function synth(app: App, options: SynthOptions): SynthResult {
  return synthAll([{ app, ...options }])[0] as SynthResult;
}

/**
 * Synthesises several sets. All are rendered and checked before the first is written.
 * @throws as {@link synth}
 */
export function synthAll(sets: readonly SynthSet[]): readonly SynthResult[] {
  const renderings = sets.map(({ app, outdir, facts = {}, companions = [], check }) => {
    const rendering = render(app, resolve(outdir), facts, companions);
    check?.(rendering.manifests);
    return { outdir, rendering };
  });
  // Whatever is in the way of one set is found before another is written.
  for (const { rendering } of renderings) plan(rendering, disk);
  const results = renderings.map(({ outdir, rendering }) => publishInTurn(outdir, rendering));
  copyForStockCommand(renderings.map(({ rendering }) => rendering));
  return results;
}

function publishInTurn(outdir: string, rendering: Rendering): SynthResult {
  const { changed, removed } = inTurn(rendering.folder, () => publish(plan(rendering, disk), disk));
  return {
    name: basename(rendering.folder),
    outdir,
    objects: rendering.manifests.length,
    files: [...rendering.files.keys()].filter((name) => name.endsWith('.yaml')).length,
    changed,
    removed,
  };
}

/** `cdk8s synth` empties the folder that it names in this variable, and counts the manifests in it afterwards. */
function copyForStockCommand(renderings: readonly Rendering[]): void {
  const folder = process.env['CDK8S_OUTDIR'];
  if (folder === undefined || folder === '') return;
  mkdirSync(folder, { recursive: true });
  for (const rendering of renderings) {
    for (const [name, text] of rendering.files) {
      if (name.endsWith('.yaml')) writeFileSync(join(folder, `${basename(rendering.folder)}-${name}`), text);
    }
  }
}
