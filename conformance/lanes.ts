import type { Check } from './check.js';
import { jaeger } from './programs/jaeger.js';
import { kubeApiserver } from './programs/kube-apiserver.js';
import type { Program } from './programs/program.js';
import { programsOf } from './suite.js';

/** Programs whose checks take turns at them, and can run beside all others. */
const TURNS: readonly Program[] = [kubeApiserver, jaeger];

/**
 * Checks that can run beside each other, for most of their time goes by in waiting: for programs to start, to time out,
 * to write their logs.
 */
export function lanesOf(checks: readonly Check[]): readonly (readonly Check[])[] {
  const turnOf = (check: Check): Program | undefined =>
    TURNS.find((program) => programsOf(check).includes(program));
  return [...TURNS, undefined].map((turn) => checks.filter((check) => turnOf(check) === turn));
}
