import type { Json } from '../../json.js';
import { shown } from '../words.js';
import type { JsonObject } from '../../json.js';
import { objectLabelName } from '../../formats/label.js';
import type { StructureViolation } from '../violation.js';
import { mappingAt, mappingsIn } from './containers.js';
import type { BuiltInEntries } from './entry.js';
import { countOrShare, countOrAnyShare, notNegative } from './formats.js';
import { isSchedule, isTimeZone } from './schedule.js';
import { checkPod, checkTemplate } from './templates.js';

const FOREVER = { restart: ['', 'Always'] };
const TO_THE_END = { restart: ['OnFailure', 'Never'], selects: false };
const COUNTS = { replicas: notNegative, minReadySeconds: notNegative, revisionHistoryLimit: notNegative };

/** The controllers of pods. */
export const WORKLOADS: BuiltInEntries = {
  'core.v1.Pod': {
    check: (pod) =>
      checkPod(mappingAt(pod, 'spec'), ['spec'], { restart: ['', 'Always', 'OnFailure', 'Never'] }),
  },
  'apps.v1.DeploymentSpec': {
    formats: { ...COUNTS, progressDeadlineSeconds: notNegative },
    *check(spec) {
      yield* checkTemplate(spec, FOREVER);
      const { progressDeadlineSeconds = null, minReadySeconds = null } = spec;
      const deadline = Number(progressDeadlineSeconds ?? 600);
      if (Number(minReadySeconds ?? 0) >= deadline) {
        const message = `expected more than minReadySeconds, ${shown(minReadySeconds ?? 0)}, found ${deadline}`;
        yield { code: 'field-combination', path: ['progressDeadlineSeconds'], message };
      }
      yield* checkStrategy(mappingAt(spec, 'strategy'), 'strategy');
    },
  },
  'apps.v1.ReplicaSetSpec': { formats: COUNTS, check: (spec) => checkTemplate(spec, FOREVER) },
  'apps.v1.DaemonSetSpec': {
    formats: COUNTS,
    *check(spec) {
      yield* checkTemplate(spec, FOREVER);
      const { type } = mappingAt(spec, 'updateStrategy');
      if (type !== 'OnDelete') yield* checkStrategy(mappingAt(spec, 'updateStrategy'), 'updateStrategy');
    },
  },
  'apps.v1.RollingUpdateDaemonSet': { formats: { maxUnavailable: countOrShare, maxSurge: countOrShare } },
  'apps.v1.StatefulSetSpec': {
    formats: { ...COUNTS, serviceName: labelOrEmpty() },
    *check(spec) {
      const claims = [...mappingsIn(spec['volumeClaimTemplates'])].map(
        ([, claim]) => mappingAt(claim, 'metadata')['name'] ?? null,
      );
      yield* checkTemplate(spec, { ...FOREVER, claims });
      const update = mappingAt(spec, 'updateStrategy');
      if (update['type'] === 'OnDelete' && isGiven(update['rollingUpdate'])) {
        const message = 'expected no rollingUpdate with the type OnDelete';
        yield { code: 'field-combination', path: ['updateStrategy', 'rollingUpdate'], message };
      }
    },
  },
  'apps.v1.RollingUpdateStatefulSetStrategy': {
    formats: { partition: notNegative, maxUnavailable: countOrShare },
  },
  'batch.v1.JobSpec': {
    formats: {
      backoffLimit: notNegative,
      completions: notNegative,
      parallelism: notNegative,
      activeDeadlineSeconds: notNegative,
      ttlSecondsAfterFinished: notNegative,
    },
    check: (spec) => checkTemplate(spec, TO_THE_END),
  },
  'batch.v1.CronJobSpec': {
    formats: {
      startingDeadlineSeconds: notNegative,
      successfulJobsHistoryLimit: notNegative,
      failedJobsHistoryLimit: notNegative,
    },
    needs: ['schedule'],
    *check({ schedule, timeZone }) {
      if (typeof schedule === 'string' && schedule !== '' && !isSchedule(schedule))
        yield {
          code: 'field-value',
          path: ['schedule'],
          message: `expected a schedule, such as 0 3 * * *, found ${schedule}`,
        };
      if (typeof timeZone === 'string' && !isTimeZone(timeZone))
        yield {
          code: 'field-value',
          path: ['timeZone'],
          message: `expected a time zone, such as Europe/Berlin, found ${timeZone}`,
        };
    },
  },
  'batch.v1.JobTemplateSpec': { unjudged: ['metadata'] },
  'policy.v1.PodDisruptionBudgetSpec': {
    formats: { minAvailable: countOrAnyShare, maxUnavailable: countOrAnyShare },
    only: ['minAvailable', 'maxUnavailable'],
  },
};

/** A rollout that may neither stop a pod nor start one more would never begin. */
function* checkStrategy(strategy: JsonObject, field: string): Iterable<StructureViolation> {
  const { type, rollingUpdate } = strategy;
  if (type === 'Recreate' && isGiven(rollingUpdate)) {
    const message = 'expected no rollingUpdate with the type Recreate';
    yield { code: 'field-combination', path: [field, 'rollingUpdate'], message };
  }
  const { maxSurge = null, maxUnavailable = null } = mappingAt(strategy, 'rollingUpdate');
  const isDaemonSet = field === 'updateStrategy';
  const isZero = (value: Json, absent: boolean) => (value === null ? absent : /^0+%?$/.test(shown(value)));
  if (!isZero(maxUnavailable, false)) {
    if (isDaemonSet && maxSurge !== null && !isZero(maxSurge, true)) {
      const message = 'expected only one of maxSurge and maxUnavailable to be more than 0';
      yield { code: 'field-combination', path: [field, 'rollingUpdate', 'maxSurge'], message };
    }
    return;
  }
  if (isZero(maxSurge, isDaemonSet)) {
    const message = 'expected more than 0 where maxSurge is 0 too';
    yield { code: 'field-combination', path: [field, 'rollingUpdate', 'maxUnavailable'], message };
  }
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function labelOrEmpty() {
  const { expected } = objectLabelName;
  return { expected, accepts: (value: unknown) => value === '' || objectLabelName.accepts(value) };
}
