export { synth, synthAll, type SynthOptions, type SynthResult, type SynthSet } from './synth.js';
export { SynthesisError } from './synthesis-error.js';
export type { Companion } from './render.js';
