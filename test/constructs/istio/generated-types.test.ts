import { expectTypeOf, test } from 'vitest';
import type * as generated from '../../../imports/networking.istio.io.js';
import type { DestinationRuleProps } from '../../../src/constructs/istio/destination-rule.js';
import type { GatewayProps } from '../../../src/constructs/istio/gateway.js';
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
});
