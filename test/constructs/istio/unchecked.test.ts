import { App, Chart } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { ConstructError } from '../../../src/constructs/construct-error.js';
import {
  DestinationRule,
  type DestinationRuleProps,
} from '../../../src/constructs/istio/destination-rule.js';
import { Gateway, type GatewayProps } from '../../../src/constructs/istio/gateway.js';
import { VirtualService, type VirtualServiceProps } from '../../../src/constructs/istio/virtual-service.js';
import type { Json } from '../../../src/model/json.js';
import * as destinationRule from './examples/destination-rule.js';
import * as gateway from './examples/gateway.js';
import * as virtualService from './examples/virtual-service.js';
import { spoilt } from './leaves.js';

const MAPS =
  /(?:^|\.)(?:annotations|labels|selector|matchLabels|to|sourceLabels|set|add|queryParams|withoutHeaders)$|match\[\]\.headers$/;

const POLICY = /^(?:subsets\[\]\.)?trafficPolicy\.(?:portLevelSettings\[\]\.)?/;

interface Kind {
  readonly kind: string;
  readonly examples: readonly unknown[];
  readonly make: (chart: Chart, props: unknown) => unknown;
  /** Places whose words the compiler knows. `**` is any place of a traffic policy. */
  readonly words: readonly string[];
  /** Places that take any text. */
  readonly free: readonly string[];
}

const KINDS: readonly Kind[] = [
  {
    kind: 'Gateway',
    examples: [gateway.allProps],
    make: (chart, props) => new Gateway(chart, 'web', props as GatewayProps),
    words: ['servers[].port.protocol', 'servers[].tls.minProtocolVersion', 'servers[].tls.mode'],
    free: ['annotations{}'],
  },
  {
    kind: 'VirtualService',
    examples: [virtualService.allProps, virtualService.moreProps],
    make: (chart, props) => new VirtualService(chart, 'web', props as VirtualServiceProps),
    words: [
      'http[].corsPolicy.unmatchedPreflights',
      'http[].fault.abort.grpcStatus',
      'http[].redirect.derivePort',
      'http[].redirect.redirectCode',
    ],
    free: [
      'annotations{}',
      'http[].directResponse.body.string',
      'http[].match[].authority.exact',
      'http[].match[].headers{}.exact',
      'http[].match[].method.exact',
      'http[].match[].name',
      'http[].match[].queryParams{key}',
      'http[].match[].queryParams{}.exact',
      'http[].match[].scheme.exact',
      'http[].match[].statPrefix',
      'http[].match[].uri.exact',
      'http[].match[].uri.prefix',
      'http[].match[].withoutHeaders{}.exact',
      'http[].name',
    ],
  },
  {
    kind: 'DestinationRule',
    examples: [destinationRule.allProps, ...destinationRule.everyPlace],
    make: (chart, props) => new DestinationRule(chart, 'web', props as DestinationRuleProps),
    words: [
      '**.connectionPool.http.h2UpgradePolicy',
      '**.loadBalancer.simple',
      '**.proxyProtocol.version',
      '**.tls.mode',
    ],
    free: [
      'annotations{}',
      '**.loadBalancer.consistentHash.httpCookie.attributes[].value',
      '**.loadBalancer.consistentHash.httpCookie.path',
    ],
  },
];

describe.each(KINDS)('$kind', ({ examples, make, words, free }) => {
  test('checks every text, number and key, but for words and free text', () => {
    const seen = new Map<string, boolean>();
    for (const example of examples) {
      for (const { place, value } of spoilt(example as Json, MAPS)) {
        seen.set(place, seen.get(place) === true || isRefused(make, value));
      }
    }
    const taken = [...seen].filter(([, refused]) => !refused).map(([place]) => place);
    expect(new Set(taken.map((place) => place.replace(POLICY, '**.')))).toStrictEqual(
      new Set([...words, ...free]),
    );
  });
});

function isRefused(make: Kind['make'], props: Json): boolean {
  try {
    make(new Chart(new App(), 'chart', { namespace: 'shop' }), props);
    return false;
  } catch (error) {
    if (error instanceof ConstructError) return true;
    throw error;
  }
}
