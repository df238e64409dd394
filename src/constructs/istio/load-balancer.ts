import type { FieldFormats, FieldProblem } from '../../model/check-fields.js';
import type { Format } from '../../model/format.js';
import { nonEmpty } from '../../model/formats/choice.js';
import { duration, durationOrZero } from '../../model/formats/duration.js';
import { headerName } from '../../model/formats/http.js';
import { count, percentage } from '../../model/formats/number.js';
import type { AtMostOneOf, OneOf } from '../../model/one-of.js';
import {
  localityFormats,
  localityProblems,
  zoneAwareProblems,
  type LocalityLbSetting,
  type ZoneAwareLbSetting,
} from './locality.js';
import { prefixed, repeated, under } from './nested.js';

/** A cookie that keeps a client at its endpoint. */
export interface HttpCookie {
  readonly name: string;
  /** Path of the cookie that the proxy sets.
   *  @default - none */
  readonly path?: string;
  /** Life of the cookie that the proxy sets, as a duration; `0s` for one that ends with the browser. Without it the proxy sets
   *  none, and hashes only a cookie that is there.
   *  @default - the proxy sets no cookie */
  readonly ttl?: string;
  /** Further attributes of the cookie that the proxy sets, such as `SameSite`. Each name once.
   *  @default - none */
  readonly attributes?: readonly CookieAttribute[];
}

/** An attribute of a cookie. */
export interface CookieAttribute {
  readonly name: string;
  /** @default - an attribute without value, such as `Secure` */
  readonly value?: string;
}

/** What is hashed. */
export interface HashKeys {
  readonly httpHeaderName: string;
  readonly httpCookie: HttpCookie;
  readonly useSourceIp: true;
  readonly httpQueryParameterName: string;
}

/** How hashes become endpoints. */
export interface HashAlgorithms {
  readonly ringHash: {
    /** Points on the ring at least; more balance better.
     *  @default 1024 */
    readonly minimumRingSize?: number;
  };
  readonly maglev: {
    /** Size of the table, a prime below 5000011. */
    readonly tableSize: number;
  };
}

/** Sends equal keys to the same endpoint, as long as it is there (https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB). */
export type ConsistentHash = OneOf<HashKeys> & AtMostOneOf<HashAlgorithms>;

/** New endpoints get their share bit by bit. */
export interface Warmup {
  /** Time until an endpoint gets its whole share, as a duration. */
  readonly duration: string;
  /** The share at the start, 0 to 100 percent.
   *  @default 10 */
  readonly minimumPercent?: number;
  /** Above 0: with 1 the share grows evenly, above it sooner.
   *  @default 1 */
  readonly aggression?: number;
}

/**
 * Which endpoint gets a request (https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings).
 * `{}` is Istio's default, LEAST_REQUEST.
 */
export type LoadBalancerSettings = {
  /** @default - new endpoints get their whole share at once */
  readonly warmup?: Warmup;
} & AtMostOneOf<{
  readonly simple: 'RANDOM' | 'PASSTHROUGH' | 'ROUND_ROBIN' | 'LEAST_REQUEST';
  readonly consistentHash: ConsistentHash;
}> &
  AtMostOneOf<{
    readonly localityLbSetting: LocalityLbSetting;
    readonly zoneAwareLbSetting: ZoneAwareLbSetting;
  }>;

/** As Envoy tests it. */
function isPrime(value: number): boolean {
  if (value < 2) return false;
  for (let factor = 2; factor * factor <= value; factor++) if (value % factor === 0) return false;
  return true;
}

const maglevSize: Format = {
  expected: 'a prime number below 5000011',
  accepts: (value) =>
    typeof value === 'number' && Number.isInteger(value) && value < 5_000_011 && isPrime(value),
};

const positive: Format = {
  expected: 'a number above 0',
  accepts: (value) => typeof value === 'number' && value > 0,
};

/** Forms of the fields of {@link LoadBalancerSettings}; compose with `prefixed`. */
export const loadBalancerFormats: FieldFormats = {
  'consistentHash.httpHeaderName': headerName,
  'consistentHash.httpCookie.name': nonEmpty,
  'consistentHash.httpCookie.ttl': durationOrZero,
  'consistentHash.httpCookie.attributes[].name': nonEmpty,
  'consistentHash.httpQueryParameterName': nonEmpty,
  'consistentHash.ringHash.minimumRingSize': count,
  'consistentHash.maglev.tableSize': maglevSize,
  'warmup.duration': duration,
  'warmup.minimumPercent': percentage,
  'warmup.aggression': positive,
  ...prefixed('localityLbSetting.', localityFormats),
  ...prefixed('zoneAwareLbSetting.', localityFormats),
};

/**
 * Relations between fields that istiod refuses, or that have no effect. Paths start at the settings.
 * @param ejects whether an outlier detection applies beside
 */
export function* loadBalancerProblems(
  settings: LoadBalancerSettings,
  ejects: boolean,
): Iterable<FieldProblem> {
  const { consistentHash, localityLbSetting, zoneAwareLbSetting } = settings;
  const attributes = consistentHash?.httpCookie?.attributes;
  yield* under(
    ['consistentHash', 'httpCookie'],
    repeated('attributes', attributes, ({ name }) => name, ['name']),
  );
  if (localityLbSetting !== undefined) {
    yield* under(['localityLbSetting'], localityProblems(localityLbSetting, ejects));
  }
  if (zoneAwareLbSetting !== undefined) {
    yield* under(['zoneAwareLbSetting'], zoneAwareProblems(zoneAwareLbSetting, ejects));
  }
}
