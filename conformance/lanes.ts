import type { Check } from './check.js';
import { kubeApiserver } from './programs/kube-apiserver.js';
import { programsOf } from './suite.js';

/**
 * Checks that can run beside each other. Those that need an API server take turns at one; the others mostly wait for
 * programs to answer, time out or write their logs.
 */
export function lanesOf(checks: readonly Check[]): readonly (readonly Check[])[] {
  const needsServer = (check: Check): boolean => programsOf(check).includes(kubeApiserver);
  return [checks.filter(needsServer), checks.filter((check) => !needsServer(check))];
}
