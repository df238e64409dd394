// Measures one synthesis in a process of its own: `measure.ts ours|stock OBJECTS CHARTS SHARED RUNS`, prints milliseconds.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synth } from '../src/synth/index.js';
import { sampleApp } from './sample-app.js';

const [who, objects, charts, shared, runs] = process.argv.slice(2);
const shape = { objects: Number(objects), charts: Number(charts), shared: shared === 'true' };

/** One synthesis of a new app into a new folder; making the app is not counted. */
function once(): number {
  const folder = mkdtempSync(join(tmpdir(), 'meshproof-bench-'));
  try {
    const outdir = join(folder, 'dist');
    const app = sampleApp(shape, outdir);
    const start = performance.now();
    if (who === 'ours') synth(app, { outdir });
    else app.synth();
    return performance.now() - start;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// The best of some runs in one process: both have their code compiled by then, and neither is charged for noise.
process.stdout.write(`${Math.min(...Array.from({ length: Number(runs) }, once))}\n`);
