import { shown } from '../words.js';
import type { Json, JsonObject } from '../../json.js';
import { labelKey } from '../../formats/label.js';
import type { StructureViolation } from '../violation.js';
import { isContainerResource, mappingAt, mappingsIn } from './containers.js';
import type { BuiltInEntries } from './entry.js';
import { quantityOf } from './quantity.js';

const QUOTA =
  /^(?:(?:(?:requests|limits)\.)?(?:cpu|memory|ephemeral-storage)|requests\.storage|pods|resourcequotas|services(?:\.nodeports|\.loadbalancers)?|replicationcontrollers|secrets|configmaps|persistentvolumeclaims|(?:requests\.)?hugepages-.+)$/;
const COUNTED =
  /^(?:pods|resourcequotas|services.*|replicationcontrollers|secrets|configmaps|persistentvolumeclaims)$/;
const TYPES = ['Container', 'Pod', 'PersistentVolumeClaim'];
/** Each may not be less than those before it. */
const RISING = ['min', 'defaultRequest', 'default', 'max'];

/** Quotas and limits of namespaces (core/validation). */
export const QUOTAS: BuiltInEntries = {
  'core.v1.ResourceQuotaSpec': {
    *check(spec) {
      for (const [name, value] of Object.entries(mappingAt(spec, 'hard'))) {
        const path = ['hard', name];
        if (!QUOTA.test(name) && !(name.includes('/') && labelKey.accepts(name)))
          yield {
            code: 'field-value',
            path,
            isKey: true,
            message: `${name} is no resource that has a quota`,
          };
        const amount = value === null ? 0 : quantityOf(value);
        if (amount === undefined || amount < 0 || (COUNTED.test(name) && !Number.isInteger(amount)))
          yield {
            code: 'field-value',
            path,
            message: `expected a quantity of at least 0, found ${shown(value)}`,
          };
      }
    },
  },
  'core.v1.LimitRangeSpec': {
    spares: ['limits'],
    *check({ limits }) {
      const types = new Set<Json>();
      for (const [i, { type = null }] of mappingsIn(limits)) {
        if (types.has(type))
          yield {
            code: 'field-value',
            path: ['limits', i, 'type'],
            message: `${shown(type)} is there twice`,
          };
        types.add(type);
      }
    },
  },
  'core.v1.LimitRangeItem': { check: checkLimits },
};

function* checkLimits(item: JsonObject): Iterable<StructureViolation> {
  const { type } = item;
  if (typeof type === 'string' && !TYPES.includes(type) && !(type.includes('/') && labelKey.accepts(type)))
    yield {
      code: 'field-value',
      path: ['type'],
      message: `expected Container, Pod or PersistentVolumeClaim, found ${type}`,
    };
  for (const field of [...RISING, 'maxLimitRequestRatio']) {
    for (const [name, value] of Object.entries(mappingAt(item, field))) {
      const path = [field, name];
      const isKnown = type === 'PersistentVolumeClaim' ? name === 'storage' : isContainerResource(name);
      if (!isKnown)
        yield { code: 'field-value', path, isKey: true, message: `${name} is no resource that is limited` };
      if (value !== null && quantityOf(value) === undefined)
        yield { code: 'field-value', path, message: `expected a quantity, found ${shown(value)}` };
    }
  }
  yield* checkRising(item);
}

function* checkRising(item: JsonObject): Iterable<StructureViolation> {
  for (const [at, field] of RISING.entries()) {
    for (const [name, value] of Object.entries(mappingAt(item, field))) {
      for (const lower of RISING.slice(0, at)) {
        const least = mappingAt(item, lower)[name];
        if (least === undefined) continue;
        const [amount = 0, other = 0] = [quantityOf(value), quantityOf(least)];
        if (amount >= other) continue;
        const message = `expected at least ${lower}, ${shown(least)}, found ${shown(value)}`;
        yield { code: 'field-combination', path: [field, name], message };
      }
    }
  }
}
