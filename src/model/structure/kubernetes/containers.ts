import { shown } from '../words.js';
import { isJsonObject, type Json, type JsonObject } from '../../json.js';
import { labelValue } from '../../formats/label.js';
import type { StructureViolation } from '../violation.js';
import { quantityOf } from './quantity.js';

/** The items of a list that are mappings, with their places. */
export function* mappingsIn(list: Json | undefined): Iterable<readonly [number, JsonObject]> {
  if (!Array.isArray(list)) return;
  for (const [i, item] of (list as readonly Json[]).entries()) if (isJsonObject(item)) yield [i, item];
}

/** A mapping in a field; an empty one where there is none. */
export function mappingAt(value: JsonObject, name: string): JsonObject {
  const found = value[name];
  return isJsonObject(found) ? found : {};
}

/** Names of ports, probes that are met at once, and requests within limits. */
export function* checkContainer(container: JsonObject): Iterable<StructureViolation> {
  const names = new Set<Json>();
  for (const [i, { name }] of mappingsIn(container['ports'])) {
    if (typeof name !== 'string' || name === '') continue;
    if (names.has(name)) {
      yield { code: 'field-value', path: ['ports', i, 'name'], message: `${name} is there twice` };
    }
    names.add(name);
  }
  for (const probe of ['livenessProbe', 'startupProbe']) {
    const { successThreshold } = mappingAt(container, probe);
    if (typeof successThreshold !== 'number' || successThreshold === 0 || successThreshold === 1) continue;
    const message = `expected 1, found ${successThreshold}: one success is enough for a ${probe}`;
    yield { code: 'field-value', path: [probe, 'successThreshold'], message };
  }
  yield* checkResources(container);
}

function* checkResources(container: JsonObject): Iterable<StructureViolation> {
  const resources = mappingAt(container, 'resources');
  const limits = mappingAt(resources, 'limits');
  for (const side of ['requests', 'limits']) {
    for (const [name, value] of Object.entries(mappingAt(resources, side))) {
      const path = ['resources', side, name];
      const amount = quantityOf(value);
      if (!isContainerResource(name)) {
        const message = `expected cpu, memory, ephemeral-storage, hugepages-… or a name with a domain, found ${name}`;
        yield { code: 'field-value', path, isKey: true, message };
      } else if (value !== null && (amount === undefined || amount < 0)) {
        yield {
          code: 'field-value',
          path,
          message: `expected a quantity of at least 0, found ${shown(value)}`,
        };
      }
      const limit = limits[name] === null ? 0 : quantityOf(limits[name]);
      if (side === 'limits' || amount === undefined) continue;
      const isWhole = name.includes('/') || name.startsWith('hugepages-');
      if (limit !== undefined ? amount > limit || (isWhole && amount !== limit) : isWhole) {
        const bound = isWhole ? 'exactly the limit' : 'at most the limit';
        const message = `expected ${bound}, ${shown(limits[name])}, found ${shown(value)}`;
        yield { code: 'field-combination', path, message };
      }
    }
  }
}

/** What containers have requests and limits of. */
export function isContainerResource(name: string): boolean {
  return (
    ['cpu', 'memory', 'ephemeral-storage'].includes(name) ||
    /^hugepages-.+$/.test(name) ||
    /^[a-z0-9][-a-z0-9.]*\/[A-Za-z0-9](?:[-\w.]*[A-Za-z0-9])?$/.test(name)
  );
}

/** core/validation, ValidateTolerations. */
export function* checkToleration({
  key,
  operator,
  value,
  effect,
  tolerationSeconds,
}: JsonObject): Iterable<StructureViolation> {
  const isExists = operator === 'Exists';
  if ((key ?? '') === '' && !isExists)
    yield { code: 'field-combination', path: ['operator'], message: 'expected Exists where there is no key' };
  else if (!isExists && value !== undefined && value !== null && !labelValue.accepts(value))
    yield {
      code: 'field-value',
      path: ['value'],
      message: `expected ${labelValue.expected}, found ${shown(value)}`,
    };
  if (isExists && (value ?? '') !== '')
    yield {
      code: 'field-combination',
      path: ['value'],
      message: 'expected no value with the operator Exists',
    };
  if (tolerationSeconds !== undefined && tolerationSeconds !== null && effect !== 'NoExecute')
    yield {
      code: 'field-combination',
      path: ['effect'],
      message: 'expected NoExecute with tolerationSeconds',
    };
}
