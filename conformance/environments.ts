import { cpSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from './check.js';

/** Folders of dist/ that hold no environment. */
const OTHERS = ['istio'];

/**
 * The environments under a folder of the shape of dist/: its subfolders.
 * @throws when there are none, or one has no Kustomization: no check would look at it
 */
export function environmentsOf(dist: string, project: string): readonly Environment[] {
  const names = (existsSync(dist) ? readdirSync(dist) : [])
    .sort()
    .filter((name) => !OTHERS.includes(name) && statSync(join(dist, name)).isDirectory());
  for (const name of names) {
    if (!existsSync(join(dist, name, 'Kustomization'))) {
      throw new Error(`${join(dist, name)} has no Kustomization, so it is no environment`);
    }
  }
  if (names.length === 0) throw new Error(`${dist} has no environment: no folder with a Kustomization`);
  return names.map((name) => environment(dist, name, project));
}

/** A copy to damage. */
export function copyOf({ name, folder, istioValues, project }: Environment, target: string): Environment {
  const copy = environment(target, name, target);
  mkdirSync(join(target, 'istio'), { recursive: true });
  cpSync(folder, copy.folder, { recursive: true });
  cpSync(istioValues, copy.istioValues);
  for (const text of ['README.md', 'docs', 'test/corpus'])
    cpSync(join(project, text), join(target, text), { recursive: true });
  return copy;
}

function environment(dist: string, name: string, project: string): Environment {
  return { name, folder: join(dist, name), istioValues: join(dist, 'istio', `${name}.yaml`), project };
}
