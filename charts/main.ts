import { proofSummary } from '../src/index.js';
import { describeFailure, summary, synthAll } from '../src/synth/index.js';
import { sets } from './sets.js';

// To standard error: the stock `cdk8s synth` hides an app's standard output.
try {
  const notes: Record<string, string> = {};
  const results = synthAll(
    sets((environment, proof) => {
      notes[`proof of ${environment}`] = proofSummary(proof);
    }),
  );
  process.stderr.write(summary(results, { notes, seconds: process.uptime() }));
} catch (error) {
  process.stderr.write(describeFailure(error));
  process.exitCode = 1;
}
