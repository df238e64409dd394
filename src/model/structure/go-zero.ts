import type { Json } from '../json.js';
import type { Schema } from './schema.js';

/** Fields that are pointers in Go: there an empty text is a text. */
const POINTERS = new Set([
  ...[
    'completionMode',
    'externalTrafficPolicy',
    'fsGroupChangePolicy',
    'internalTrafficPolicy',
    'ipFamilyPolicy',
  ],
  ...['mountPropagation', 'pathType', 'podReplacementPolicy', 'preemptionPolicy', 'procMount'],
  ...[
    'unhealthyPodEvictionPolicy',
    'volumeBindingMode',
    'volumeMode',
    'nodeAffinityPolicy',
    'nodeTaintsPolicy',
  ],
]);

/** Whether a field is a pointer in Go. */
export function isPointer(field: string): boolean {
  return POINTERS.has(field);
}

/** What Go's code takes for a field that is not there, or as bytes one by one. */
export function isZero(value: Json, { enum: words, format }: Schema, pointer: boolean): boolean {
  if (value === '' && words !== undefined && !pointer) return true;
  return format === 'byte' && Array.isArray(value) && value.every((item) => Number.isInteger(item));
}

const zeros = new WeakMap<Schema, readonly (readonly [string, Schema])[]>();

/** The fields that Go's code sees even where they are not, and that need not be. Nobody writes a status. */
export function zeroFields(schema: Schema): readonly (readonly [string, Schema])[] {
  let fields = zeros.get(schema);
  if (fields === undefined) {
    const { properties = {}, required = [] } = schema;
    fields = Object.entries(properties).filter(
      ([name, part]) => part.default !== undefined && name !== 'status' && !required.includes(name),
    );
    zeros.set(schema, fields);
  }
  return fields;
}
