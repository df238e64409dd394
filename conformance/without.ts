import { auralink } from '../charts/auralink.js';
import * as components from '../charts/components.js';
import { readEnvironment } from '../charts/environments/read.js';
import { synth } from '../src/synth/index.js';

/** Synthesises an environment from the charts, without one of their components, into a folder. */
export function synthWithout(component: string, environment: string, outdir: string): void {
  const left = Object.entries(components).filter(([, { id }]) => id !== component);
  const { app, platform } = auralink(readEnvironment(environment), Object.fromEntries(left));
  synth(app, { outdir, facts: platform.facts });
}
