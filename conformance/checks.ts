import type { Check } from './check.js';
import { aic } from './checks/aic.js';
import { analyze } from './checks/analyze.js';
import { analyzeCluster } from './checks/analyze-cluster.js';
import { apply } from './checks/apply.js';
import { corpus } from './checks/corpus.js';
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
import { redisClients } from './checks/redis-clients.js';
import { livekitDifferential } from './checks/livekit-differential.js';
import { ruleFixtures } from './checks/rule-fixtures.js';
import { validate } from './checks/validate.js';

/**
 * Lanes run beside each other, for most of their time goes by in waiting: for clients that hold back, for programs to
 * start, to time out, to write their logs. The checks of a lane run one after another; one that wants a cluster shares
 * it with its lane.
 */
export const lanes: readonly (readonly Check[])[] = [
  [apply],
  [analyzeCluster, remove, docsExamples, corpus, mutants, ruleFixtures, reading],
  [tracing, aic, livekitConfig, livekitKeysCheck, livekitRules, livekitDifferential],
  [postgres, redis, redisClients],
  [validate, analyze, kustomize, istioValues, resilience, envoy, fidelity, proof],
];

/** Every check. A new one is one file, and one line here. */
export const checks: readonly Check[] = lanes.flat();
