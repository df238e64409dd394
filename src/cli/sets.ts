import { readFileSync } from 'node:fs';
import { assumptionsOf } from '../mesh/load/assumptions.js';
import { findSets, readFiles, type FoundSet } from '../mesh/load/find-sets.js';
import { loadSet, type LoadedSet, type SourceFile } from '../mesh/load/load-set.js';
import { meshConfigIn, withMeshConfig } from '../mesh/load/mesh-config.js';
import { DEFAULT_ASSUMPTIONS, type Assumptions } from '../model/assumptions.js';
import { assumedBy } from './config/assumed-by.js';
import { configOfFolder, configOfSet } from './config/find-config.js';
import { namedSets } from './config/named-sets.js';
import { readConfig, type ReadConfig } from './config/read-config.js';

/** The name of the standard input, as a path. */
const STDIN = '-';

/** A set with the configuration that counts for it. */
export interface ConfiguredSet extends FoundSet {
  readonly config: ReadConfig | undefined;
}

/**
 * The sets that the paths of a command line name; the standard input is a path, too.
 * @param configFile counts for all of them
 * @throws PathError for a path that is not there, and for one with nothing to read
 * @throws UsageError for a configuration that cannot be used
 */
export async function setsOf(
  paths: readonly string[],
  configFile: string | undefined,
): Promise<readonly ConfiguredSet[]> {
  const known = new Map<string, Promise<ReadConfig>>();
  const read = async (file: string | undefined): Promise<ReadConfig | undefined> => {
    if (file === undefined) return undefined;
    const found = known.get(file) ?? readConfig(file);
    known.set(file, found);
    return found;
  };
  const [only] = paths;
  const naming = await read(configFile ?? configOfFolder(paths));
  const named = naming === undefined || only === undefined ? [] : namedSets(naming, only);
  if (paths.length === 1 && named.length > 0) return named.map((set) => ({ ...set, config: naming }));
  return Promise.all(
    found(paths).map(async (set) => ({ ...set, config: await read(configFile ?? configOfSet(set)) })),
  );
}

function found(paths: readonly string[]): readonly FoundSet[] {
  if (!paths.includes(STDIN)) return findSets(paths);
  const others = paths.filter((path) => path !== STDIN);
  const sets = others.length === 0 ? [] : findSets(others);
  const files = sets.flatMap((set) => set.files);
  const folders = sets.flatMap((set) => set.folders);
  return [{ name: paths.length === 1 ? STDIN : '', folders, files: [STDIN, ...files] }];
}

/** A set as it is written, with what is true around it. */
export interface ReadSet {
  readonly loaded: LoadedSet;
  readonly assumptions: Assumptions;
}

/**
 * Reads the files of a set. What is nearest to it says what is true outside of it: a MeshConfig in it, then its lock, then
 * its configuration.
 * @throws PathError for a lock that cannot be read
 */
export function readSet({ files, folders, config }: ConfiguredSet): ReadSet {
  const loaded = loadSet(files.flatMap(sourceOf));
  const configured = config === undefined ? DEFAULT_ASSUMPTIONS : assumedBy(config.config);
  const assumed = assumptionsOf(folders, configured);
  return { loaded, assumptions: withMeshConfig(assumed, meshConfigIn(loaded, assumed.rootNamespace)) };
}

function sourceOf(file: string): readonly SourceFile[] {
  return file === STDIN ? [{ file: 'stdin', bytes: readFileSync(0) }] : readFiles([file]);
}
