import fc from 'fast-check';
import type { Case } from '../case.js';
import { authorizationPolicy } from './authorization-policy.js';
import { delegation } from './delegation.js';
import { destinationRule } from './destination-rule.js';
import { gateway, passing } from './gateway.js';
import { peerAuthentication } from './peer-authentication.js';
import { aged, many, oneOf, rare } from './pick.js';
import { requestAuthentication } from './request-authentication.js';
import { request } from './request.js';
import { serviceEntry } from './service-entry.js';
import { sidecar } from './sidecar.js';
import { virtualService } from './virtual-service.js';
import { WORLD } from './world.js';

const objects = aged(
  fc
    .tuple(
      many(gateway, 1, 2),
      many(virtualService, 1, 5),
      many(destinationRule, 0, 4),
      many(peerAuthentication, 0, 3),
      many(authorizationPolicy, 0, 3),
      many(requestAuthentication, 0, 2),
      many(sidecar, 0, 2),
      many(serviceEntry, 0, 2),
      rare(delegation, 3),
      rare(passing, 4),
    )
    .map((lists) => lists.flatMap((list) => list ?? [])),
);

/** A mesh in which objects meet, and requests at their edges. */
export function arbitraryCase(requests: number): fc.Arbitrary<Case> {
  return fc
    .record({
      objects,
      requests: fc.array(request, { minLength: requests, maxLength: requests }),
      outboundTrafficPolicy: oneOf('ALLOW_ANY' as const, 'REGISTRY_ONLY' as const),
    })
    .map(({ objects: found, ...more }) => ({ manifests: [...WORLD, ...found], ...more }));
}
