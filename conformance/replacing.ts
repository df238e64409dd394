import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from './check.js';

/** A change of one place of a component's file. Throws where there is no such place: nothing would be spoiled. */
export function replacing(component: string, from: string | RegExp, to: string) {
  return ({ folder }: Environment): void => {
    const file = join(folder, `${component}.k8s.yaml`);
    const text = readFileSync(file, 'utf8');
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`${component}.k8s.yaml has no ${String(from)}`);
    writeFileSync(file, changed);
  };
}
