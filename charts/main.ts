import { describeFailure, summary, synthAll } from '../src/synth/index.js';
import { sets } from './sets.js';

try {
  process.stderr.write(summary(synthAll(sets())));
} catch (error) {
  process.stderr.write(describeFailure(error));
  process.exitCode = 1;
}
