import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { assumptionsOf } from '../mesh/load/assumptions.js';
import { readFiles } from '../mesh/load/find-sets.js';
import { loadSet, type LoadedSet, type SourceFile } from '../mesh/load/load-set.js';
import { meshConfigIn, withMeshConfig } from '../mesh/load/mesh-config.js';
import { DEFAULT_ASSUMPTIONS, type Assumptions } from '../model/assumptions.js';
import type { Manifest } from '../model/manifest.js';
import { assumedBy } from './config/assumed-by.js';
import type { ConfiguredSet } from './sets-of.js';
import { sourcesOfSet, type SourcePlace } from './sources-file.js';

/** The name of the standard input, as a path. */
export const STDIN = '-';

/** A set as it is written, with what is true around it. */
export interface ReadSet {
  readonly loaded: LoadedSet;
  readonly assumptions: Assumptions;
  /** The line of the program that made an object, if the last synthesis here did. */
  readonly sourceOf: (manifest: Manifest) => SourcePlace | undefined;
}

/**
 * Reads the files of a set. What is nearest to it says what is true outside of it: a MeshConfig in it, then its lock, then
 * its configuration.
 * @throws PathError for a lock that cannot be read
 */
export function readSet({ files, folders, config }: ConfiguredSet): ReadSet {
  const loaded = loadSet(files.flatMap(sourceFile));
  const configured = config === undefined ? DEFAULT_ASSUMPTIONS : assumedBy(config.config);
  const assumed = assumptionsOf(folders, configured);
  return {
    loaded,
    assumptions: withMeshConfig(assumed, meshConfigIn(loaded, assumed.rootNamespace)),
    sourceOf: sourcesIn(loaded),
  };
}

/** Where an object was made, as the last synthesis into the folder of its file says. */
function sourcesIn({ originOf }: LoadedSet): ReadSet['sourceOf'] {
  const known = new Map<string, ReadSet['sourceOf']>();
  return (manifest) => {
    const file = originOf(manifest)?.file;
    if (file === undefined) return undefined;
    const folder = dirname(file);
    const sources = known.get(folder) ?? sourcesOfSet(folder);
    known.set(folder, sources);
    return sources(manifest);
  };
}

function sourceFile(file: string): readonly SourceFile[] {
  return file === STDIN ? [{ file: 'stdin', bytes: readFileSync(0) }] : readFiles([file]);
}
