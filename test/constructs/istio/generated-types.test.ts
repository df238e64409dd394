import { expectTypeOf, test } from 'vitest';
import type * as generated from '../../../imports/networking.istio.io.js';
import type * as security from '../../../imports/security.istio.io.js';
import type * as monitoring from '../../../imports/telemetry.istio.io.js';
import type { AuthorizationPolicyProps } from '../../../src/constructs/istio/authorization-policy.js';
import type { DestinationRuleProps } from '../../../src/constructs/istio/destination-rule.js';
import type { GatewayProps } from '../../../src/constructs/istio/gateway.js';
import type { PeerAuthenticationProps } from '../../../src/constructs/istio/peer-authentication.js';
import type { RequestAuthenticationProps } from '../../../src/constructs/istio/request-authentication.js';
import type { ServiceEntryProps } from '../../../src/constructs/istio/service-entry-props.js';
import type { SidecarProps } from '../../../src/constructs/istio/sidecar-props.js';
import type { TelemetryProps } from '../../../src/constructs/istio/telemetry.js';
import type { VirtualServiceSpec } from '../../../src/constructs/istio/virtual-service-problems.js';
import type { ObjectProps } from '../../../src/constructs/manifest-object.js';

/**
 * A generated type without what only its generator wants: enum objects are their words here, lists may be readonly, and
 * a field may be undefined, which is not written.
 */
type Loose<T> = T extends string
  ? `${T}`
  : T extends (infer Item)[]
    ? readonly Loose<Item>[]
    : T extends object
      ? { readonly [K in keyof T]: Loose<T[K]> | (undefined extends T[K] ? undefined : never) }
      : T;

type Spec<Props> = Omit<Props, keyof ObjectProps>;

test('what is written fits the generated types', () => {
  expectTypeOf<Spec<GatewayProps>>().toExtend<Loose<generated.GatewaySpec>>();
  expectTypeOf<VirtualServiceSpec>().toExtend<Loose<generated.VirtualServiceSpec>>();
  expectTypeOf<Spec<DestinationRuleProps> & { readonly host: string }>().toExtend<
    Loose<generated.DestinationRuleSpec>
  >();
  expectTypeOf<Spec<ServiceEntryProps>>().toExtend<Loose<generated.ServiceEntrySpec>>();
  expectTypeOf<Spec<SidecarProps>>().toExtend<Loose<generated.SidecarSpec>>();
  expectTypeOf<Spec<PeerAuthenticationProps>>().toExtend<Loose<security.PeerAuthenticationSpec>>();
  expectTypeOf<Spec<RequestAuthenticationProps>>().toExtend<Loose<security.RequestAuthenticationSpec>>();
  expectTypeOf<Spec<AuthorizationPolicyProps>>().toExtend<Loose<security.AuthorizationPolicySpec>>();
  expectTypeOf<Spec<TelemetryProps>>().toExtend<Loose<monitoring.TelemetrySpec>>();
});
