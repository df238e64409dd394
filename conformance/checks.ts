import type { Check } from './check.js';
import { analyze } from './checks/analyze.js';
import { analyzeCluster } from './checks/analyze-cluster.js';
import { apply } from './checks/apply.js';
import { docsExamples } from './checks/docs-examples.js';
import { envoy } from './checks/envoy.js';
import { fidelity } from './checks/fidelity.js';
import { istioValues } from './checks/istio-values.js';
import { kustomize } from './checks/kustomize.js';
import { livekitRules } from './checks/livekit-rules.js';
import { livekitKeysCheck } from './checks/livekit-keys.js';
import { livekitConfig } from './checks/livekit-config.js';
import { proof } from './checks/proof.js';
import { resilience } from './checks/resilience.js';
import { remove } from './checks/remove.js';
import { postgres } from './checks/postgres.js';
import { mutants } from './checks/mutants.js';
import { reading } from './checks/reading.js';
import { tracing } from './checks/tracing.js';
import { redis } from './checks/redis.js';
import { livekitDifferential } from './checks/livekit-differential.js';
import { validate } from './checks/validate.js';

export const checks: readonly Check[] = [
  validate,
  analyze,
  kustomize,
  istioValues,
  livekitConfig,
  livekitKeysCheck,
  livekitRules,
  resilience,
  livekitDifferential,
  apply,
  analyzeCluster,
  envoy,
  fidelity,
  proof,
  remove,
  docsExamples,
  postgres,
  mutants,
  reading,
  tracing,
  redis,
];
