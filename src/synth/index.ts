export type {
  Companion,
  SynthAllOptions,
  SynthCheck,
  SynthOptions,
  SynthResult,
  SynthSet,
} from './options.js';
export type { Lock } from './files/lock.js';
export { lockProblems, readLock } from './publish/lock-problems.js';
export { PublicationError } from './publish/publication-error.js';
export { synth, synthAll } from './synth.js';
export { SynthError } from './synth-error.js';
export { describeFailure, summary } from '../report/synthesis.js';
