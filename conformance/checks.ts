import type { Check } from './check.js';
import { analyze } from './checks/analyze.js';
import { analyzeCluster } from './checks/analyze-cluster.js';
import { apply } from './checks/apply.js';
import { istioValues } from './checks/istio-values.js';
import { kustomize } from './checks/kustomize.js';
import { livekitConfig } from './checks/livekit-config.js';
import { livekitDifferential } from './checks/livekit-differential.js';
import { validate } from './checks/validate.js';

export const checks: readonly Check[] = [
  validate,
  analyze,
  kustomize,
  istioValues,
  livekitConfig,
  livekitDifferential,
  apply,
  analyzeCluster,
];
