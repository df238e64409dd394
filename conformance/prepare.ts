import { spawnSync } from 'node:child_process';
import { cacheFolder, install, isCached } from './programs/cache.js';
import type { Program } from './programs/program.js';

export type Prepared =
  | { readonly state: 'ready' }
  | { readonly state: 'missing'; readonly reason: string }
  | { readonly state: 'failed'; readonly reason: string };

/** Makes a program usable: from the cache, or built now. Says what it does, for a build takes minutes. */
export function prepare(program: Program, say: (line: string) => void): Prepared {
  const label = `${program.name} ${program.version}`;
  if (isCached(program)) {
    say(`${label}  ${cacheFolder(program)}`);
    return { state: 'ready' };
  }
  const builder = program.builder ?? 'go';
  if (!works(builder)) {
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

function works(builder: 'go' | 'python3'): boolean {
  return spawnSync(builder, [builder === 'go' ? 'version' : '--version'], { stdio: 'ignore' }).status === 0;
}
