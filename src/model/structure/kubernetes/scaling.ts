import { shown } from '../words.js';
import type { JsonObject } from '../../json.js';
import type { StructureViolation } from '../violation.js';
import { mappingAt } from './containers.js';
import { SEGMENT } from './names.js';
import type { BuiltInEntries } from './entry.js';
import { notNegative, positive, range, words } from './formats.js';
import { positiveQuantity } from './quantity.js';
import { own } from '../../own.js';

/** Where the source of a metric is, by its type. */
const SOURCES: Readonly<Record<string, string>> = {
  ContainerResource: 'containerResource',
  External: 'external',
  Object: 'object',
  Pods: 'pods',
  Resource: 'resource',
};
/** The kinds of target that a source can have. */
const TARGETS: Readonly<Record<string, readonly string[]>> = {
  containerResource: ['averageUtilization', 'averageValue'],
  external: ['value', 'averageValue'],
  object: ['value', 'averageValue'],
  pods: ['averageValue'],
  resource: ['averageUtilization', 'averageValue'],
};

/** Autoscalers (autoscaling/validation). */
export const SCALING: BuiltInEntries = {
  'autoscaling.v2.HorizontalPodAutoscalerSpec': {
    formats: { minReplicas: positive, maxReplicas: positive },
    *check({ minReplicas, maxReplicas }) {
      if (typeof minReplicas === 'number' && typeof maxReplicas === 'number' && maxReplicas < minReplicas) {
        const message = `expected at least minReplicas, ${minReplicas}, found ${maxReplicas}`;
        yield { code: 'field-combination', path: ['maxReplicas'], message };
      }
    },
  },
  'autoscaling.v2.MetricIdentifier': { formats: { name: SEGMENT } },
  'autoscaling.v2.CrossVersionObjectReference': {
    formats: {
      kind: SEGMENT,
      name: SEGMENT,
      apiVersion: {
        expected: 'an apiVersion, such as apps/v1',
        accepts: (value) => typeof value !== 'string' || /^[^/]+(?:\/[^/]+)?$/.test(value) || value === '',
      },
    },
    *check({ apiVersion, kind }) {
      if (typeof apiVersion === 'string' && apiVersion.includes('/')) return;
      if (kind === 'ReplicationController' && apiVersion === 'v1') return;
      yield {
        code: 'field-value',
        path: ['apiVersion'],
        message: `expected group/version, found ${shown(apiVersion ?? 'nothing')}`,
      };
    },
  },
  'autoscaling.v2.MetricSpec': { formats: { type: words(...Object.keys(SOURCES)) }, check: checkMetric },
  'autoscaling.v2.MetricTarget': {
    formats: {
      type: words('Utilization', 'Value', 'AverageValue'),
      averageUtilization: positive,
      averageValue: positiveQuantity,
      value: positiveQuantity,
    },
  },
  'autoscaling.v2.HPAScalingRules': {
    formats: { stabilizationWindowSeconds: range(0, 3600), selectPolicy: words('Max', 'Min', 'Disabled') },
    *check({ policies }) {
      if (!Array.isArray(policies) || policies.length > 0) return;
      yield {
        code: 'field-required',
        path: ['policies'],
        message: 'expected at least one policy, found none',
      };
    },
  },
  'autoscaling.v2.HPAScalingPolicy': {
    formats: { type: words('Pods', 'Percent'), value: positive, periodSeconds: range(1, 1800) },
  },
  'scheduling.v1.PriorityClass': { formats: { value: range(-(2 ** 31), 1_000_000_000) } },
  'apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy': {
    formats: { whenDeleted: words('Retain', 'Delete'), whenScaled: words('Retain', 'Delete') },
  },
  'apps.v1.StatefulSetOrdinals': { formats: { start: notNegative } },
};

function* checkMetric(metric: JsonObject): Iterable<StructureViolation> {
  const source = own(SOURCES, shown(metric['type']));
  if (source === undefined) return;
  const given = Object.values(SOURCES).filter((name) => (metric[name] ?? null) !== null);
  for (const name of given.filter((one) => one !== source)) {
    const message = `may not be there with the type ${shown(metric['type'])}`;
    yield { code: 'field-combination', path: [name], message };
  }
  if (!given.includes(source)) {
    yield { code: 'field-required', path: [source], message: `${source} is missing` };
    return;
  }
  const target = mappingAt(mappingAt(metric, source), 'target');
  const fields = TARGETS[source] ?? [];
  const set = ['averageUtilization', 'averageValue', 'value'].filter(
    (name) => (target[name] ?? null) !== null,
  );
  if (set.filter((name) => fields.includes(name)).length === 1 && set.length === 1) return;
  const message = `expected exactly one of ${fields.join(', ')}, found ${set.length === 0 ? 'none' : set.join(' and ')}`;
  yield { code: 'field-combination', path: [source, 'target'], message };
}
