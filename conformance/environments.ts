import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from './check.js';

/** The environments under a folder of the shape of dist/: each subfolder with a Kustomization. */
export function environmentsOf(dist: string): readonly Environment[] {
  if (!existsSync(dist)) return [];
  return readdirSync(dist)
    .sort()
    .filter((name) => existsSync(join(dist, name, 'Kustomization')))
    .map((name) => environment(dist, name));
}

/** A copy to damage. */
export function copyOf({ name, folder, istioValues }: Environment, target: string): Environment {
  const copy = environment(target, name);
  mkdirSync(join(target, 'istio'), { recursive: true });
  cpSync(folder, copy.folder, { recursive: true });
  cpSync(istioValues, copy.istioValues);
  return copy;
}

function environment(dist: string, name: string): Environment {
  return { name, folder: join(dist, name), istioValues: join(dist, 'istio', `${name}.yaml`) };
}
