import { itemsAt } from '../../mesh/fields.js';
import type { FieldPath } from '../../model/field-path.js';
import type { Manifest } from '../../model/manifest.js';
import { ROUTE_KINDS } from './destinations.js';

/** A gateway as a VirtualService names it. */
export interface GatewayField {
  readonly name: string;
  readonly path: FieldPath;
  /** Whether only a match names it. */
  readonly inMatch: boolean;
}

/** The gateways that a VirtualService names, those of its matches after its own. */
export function gatewayFields(manifest: Manifest): readonly GatewayField[] {
  const list = (path: FieldPath, inMatch: boolean): readonly GatewayField[] =>
    itemsAt(manifest, ...path, 'gateways').flatMap((name, i) =>
      typeof name === 'string' ? [{ name, path: [...path, 'gateways', i], inMatch }] : [],
    );
  const matches = ROUTE_KINDS.flatMap((kind) =>
    itemsAt(manifest, 'spec', kind).flatMap((route, i) =>
      itemsAt(route, 'match').flatMap((_, j) => list(['spec', kind, i, 'match', j], true)),
    ),
  );
  return [...list(['spec'], false), ...matches];
}
