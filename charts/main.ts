import { describeFailure, summary } from '../src/index.js';
import { synthAll } from '../src/synth/index.js';
import { sets } from './sets.js';

// To standard error: the stock `cdk8s synth` hides an app's standard output.
try {
  const proofs: string[] = [];
  const results = synthAll(sets((line) => proofs.push(line)));
  process.stderr.write(`${summary(results)}${proofs.map((line) => `proof  ${line}`).join('')}`);
} catch (error) {
  process.stderr.write(describeFailure(error));
  process.exitCode = 1;
}
