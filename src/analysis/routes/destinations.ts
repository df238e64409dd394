import { itemsAt, numberAt, objectAt, stringAt, type Field } from '../../mesh/fields.js';
import type { FieldPath } from '../../model/field-path.js';
import type { Manifest } from '../../model/manifest.js';

/** The lists of routes of a VirtualService. */
export const ROUTE_KINDS = ['http', 'tls', 'tcp'] as const;

/** A destination as a VirtualService writes it, of a route or of a mirror. */
export interface DestinationField {
  readonly kind: (typeof ROUTE_KINDS)[number];
  readonly route: Field;
  /** Of the destination. */
  readonly path: FieldPath;
  readonly host: string;
  readonly subset?: string | undefined;
  readonly port?: number | undefined;
  /** Whether it only gets a copy. */
  readonly isMirror: boolean;
}

/** All destinations of a VirtualService. */
export function destinationFields(manifest: Manifest): readonly DestinationField[] {
  return ROUTE_KINDS.flatMap((kind) =>
    itemsAt(manifest, 'spec', kind).flatMap((route, i) => {
      const path: FieldPath = ['spec', kind, i];
      const of = (fields: Field, below: FieldPath, isMirror: boolean): readonly DestinationField[] => {
        const host = stringAt(fields, 'host');
        if (host === undefined || host === '') return [];
        const subset = stringAt(fields, 'subset');
        return [
          {
            kind,
            route,
            path: [...path, ...below],
            host,
            subset: subset === '' ? undefined : subset,
            port: numberAt(fields, 'port', 'number'),
            isMirror,
          },
        ];
      };
      const list = (name: string, isMirror: boolean): readonly DestinationField[] =>
        itemsAt(route, name).flatMap((item, j) =>
          of(objectAt(item, 'destination'), [name, j, 'destination'], isMirror),
        );
      return [
        ...list('route', false),
        ...of(objectAt(route, 'mirror'), ['mirror'], true),
        ...list('mirrors', true),
      ];
    }),
  );
}

/** Destinations by what they have in common, in the order in which they are written. */
export function groupedBy(
  fields: readonly DestinationField[],
  keyOf: (field: DestinationField) => string | undefined,
): readonly (readonly [DestinationField, ...DestinationField[]])[] {
  const groups = new Map<string, [DestinationField, ...DestinationField[]]>();
  for (const field of fields) {
    const key = keyOf(field);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [field]);
    else group.push(field);
  }
  return [...groups.values()];
}
