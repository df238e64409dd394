import { findSets, PathError, type FoundSet } from '../mesh/load/find-sets.js';
import { configOfFolder, configOfSet } from './config/find-config.js';
import { namedSets } from './config/named-sets.js';
import type { ReadConfig } from './config/read-config.js';
import { STDIN } from './read-set.js';

/** A set with the configuration that counts for it. */
export interface ConfiguredSet extends FoundSet {
  readonly config: ReadConfig | undefined;
}

/**
 * The sets that paths name, each with its configuration; the standard input is a path, too.
 * @param configFile counts for all of them
 * @throws PathError for a path that is not there, and for one with nothing to read
 * @throws ConfigError for a configuration that cannot be used
 */
export async function setsOf(
  paths: readonly string[],
  configFile: string | undefined,
): Promise<readonly ConfiguredSet[]> {
  const known = new Map<string, ReadConfig>();
  const read = async (file: string | undefined): Promise<ReadConfig | undefined> => {
    if (file === undefined) return undefined;
    // What it takes to read one is loaded only now: most runs have none.
    const { readConfig } = await import('./config/read-config.js');
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

/**
 * What paths name, which has to be one set.
 * @throws PathError for several sets, a path that is not there, and one with nothing to read
 * @throws ConfigError for a configuration that cannot be used
 */
export async function setOf(
  paths: readonly string[],
  configFile: string | undefined,
): Promise<ConfiguredSet> {
  const [set, ...others] = await setsOf(paths, configFile);
  if (set !== undefined && others.length === 0) return set;
  const names = [set, ...others].map((one) => one?.name ?? '');
  throw new PathError(`${paths.join(' ')} has several sets; name one of ${names.join(', ')}`);
}
