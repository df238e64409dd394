import { cacheFolder, install, isCached } from './programs/cache.js';
import { aptInstall, foundPath, foundVersion, isOnMachine, onPath } from './programs/found.js';
import { isFound, type BuiltProgram, type FoundProgram, type Program } from './programs/program.js';

export type Prepared =
  | { readonly state: 'ready' }
  | { readonly state: 'missing'; readonly reason: string }
  | { readonly state: 'failed'; readonly reason: string };

type Say = (line: string) => void;

/** Makes a program usable: from the cache, built now, or found. Says what it does, for a build takes minutes. */
export function prepare(program: Program, say: Say): Prepared {
  return isFound(program) ? find(program, say) : fromCache(program, say);
}

function fromCache(program: BuiltProgram, say: Say): Prepared {
  const label = `${program.name} ${program.version}`;
  if (isCached(program)) {
    say(`${label}  ${cacheFolder(program)}`);
    return { state: 'ready' };
  }
  const { builder = 'go' } = program;
  if (onPath(builder) === undefined) {
    const reason = `${label} is not in ${cacheFolder(program)}, and there is no ${builder} to build it`;
    say(`${label}  missing`);
    return { state: 'missing', reason };
  }
  const start = performance.now();
  say(`${label}  building; this takes minutes, once …`);
  try {
    install(program);
  } catch (error) {
    say(`${label}  could not be built`);
    return { state: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
  say(`${label}  built in ${Math.round((performance.now() - start) / 1000)} s: ${cacheFolder(program)}`);
  return { state: 'ready' };
}

function find(program: FoundProgram, say: Say): Prepared {
  const { name, debianPackage } = program;
  if (!isOnMachine(program)) {
    if (process.getuid?.() !== 0 || onPath('apt-get') === undefined) {
      say(`${name}  missing`);
      const reason = `${name} is not on this machine, and only root on Debian can install it: apt-get install ${debianPackage}`;
      return { state: 'missing', reason };
    }
    say(`${name}  installing the Debian package ${debianPackage} …`);
    try {
      aptInstall(program);
    } catch (error) {
      say(`${name}  could not be installed`);
      return { state: 'failed', reason: error instanceof Error ? error.message : String(error) };
    }
  }
  say(`${name} ${foundVersion(program)}  ${foundPath(program)}`);
  return { state: 'ready' };
}
