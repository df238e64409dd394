import type { FieldFormats, FieldProblem } from '../../model/check-fields.js';
import { nonEmpty } from '../../model/formats/choice.js';
import { integer } from '../../model/formats/number.js';
import type { AtMostOneOf } from '../../model/one-of.js';
import { eachUnder, under } from './nested.js';

/** How the traffic of one locality is divided. */
export interface LocalityDistribution {
  /** Where the caller is: `region`, `region/zone` or `region/zone/subzone`; the last part may be `*`. */
  readonly from: string;
  /** Share by locality in percent, 1 to 100, together 100. */
  readonly to: Readonly<Record<string, number>>;
}

/** Where the traffic of one region goes when its endpoints are unhealthy. */
export interface LocalityFailover {
  /** A region. */
  readonly from: string;
  /** Another region. */
  readonly to: string;
}

/**
 * Prefers endpoints that are near (https://istio.io/latest/docs/reference/config/networking/destination-rule/#LocalityLoadBalancerSetting).
 * Failover needs an outlier detection: without one, no endpoint is ever unhealthy.
 */
export type LocalityLbSetting = {
  /** Overrides the MeshConfig.
   *  @default - `localityLbSetting.enabled` of the MeshConfig, true */
  readonly enabled?: boolean;
  /** Labels, or `label=value`, that endpoints share with the caller: the more of them, from the first on, the sooner they
   *  are used. Beside `failover` without labels of the topology.
   *  @default - region, zone, subzone */
  readonly failoverPriority?: readonly string[];
} & AtMostOneOf<{
  readonly distribute: readonly LocalityDistribution[];
  readonly failover: readonly LocalityFailover[];
}>;

/** Prefers endpoints of the caller's zone, as far as they suffice (https://istio.io/latest/docs/reference/config/networking/destination-rule/#ZoneAwareLoadBalancerSetting). */
export interface ZoneAwareLbSetting {
  /** Overrides the MeshConfig.
   *  @default - that of the MeshConfig */
  readonly enabled?: boolean;
  /** Order of the other regions. Needs an outlier detection.
   *  @default - any */
  readonly failover?: readonly LocalityFailover[];
  /** As for {@link LocalityLbSetting}, without labels of the topology. Needs an outlier detection.
   *  @default - none */
  readonly failoverPriority?: readonly string[];
  /** Endpoints in the region below which zones do not count, at least 1.
   *  @default 6 */
  readonly minClusterSize?: number;
}

/** Forms of the fields of both settings; compose with `prefixed`. */
export const localityFormats: FieldFormats = {
  'distribute[].to{}': integer(1, 100, 'a share in percent'),
  'failoverPriority[]': nonEmpty,
  minClusterSize: integer(1, 2 ** 32 - 1),
};

const TOPOLOGY = [
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
  'topology.istio.io/subzone',
];

/** istio `pkg/config/validation/agent/validation.go`, ValidateLocalityLbSetting. Paths start at the settings. */
export function* localityProblems(setting: LocalityLbSetting, ejects: boolean): Iterable<FieldProblem> {
  const { distribute, failover } = setting;
  yield* failoverProblems(setting, ejects);
  if (failover !== undefined && failover.length > 0)
    yield* topologyProblems(setting, 'no label of the topology beside failover');
  yield* eachUnder('distribute', distribute, distributionProblems);
  yield* overlapProblems((distribute ?? []).map(({ from }, i) => [['distribute', i, 'from'], from]));
}

/** istio `pkg/config/validation/agent/validation.go`, ValidateZoneAwareLbSetting. Paths start at the settings. */
export function* zoneAwareProblems(setting: ZoneAwareLbSetting, ejects: boolean): Iterable<FieldProblem> {
  yield* failoverProblems(setting, ejects);
  yield* topologyProblems(setting, 'no label of the topology: regions and zones are taken care of');
}

interface Failing {
  readonly failover?: readonly LocalityFailover[];
  readonly failoverPriority?: readonly string[];
}

function* failoverProblems({ failover, failoverPriority }: Failing, ejects: boolean): Iterable<FieldProblem> {
  for (const [field, value] of Object.entries({ failover, failoverPriority })) {
    if (value !== undefined && value.length > 0 && !ejects) {
      yield {
        path: [field],
        value,
        expected: 'outlierDetection with it: without one, no endpoint is ever unhealthy',
      };
    }
  }
  for (const [i, { from, to }] of (failover ?? []).entries()) {
    for (const [field, value] of Object.entries({ from, to })) {
      if (value === '' || /[/*]/.test(value)) {
        yield { path: ['failover', i, field], value, expected: 'a region, without zone or wildcard' };
      }
    }
    if (from === to)
      yield { path: ['failover', i, 'to'], value: to, expected: `a region other than ${from}` };
  }
}

function* topologyProblems({ failoverPriority = [] }: Failing, expected: string): Iterable<FieldProblem> {
  for (const [i, value] of failoverPriority.entries()) {
    if (TOPOLOGY.includes(value)) yield { path: ['failoverPriority', i], value, expected };
  }
}

function* distributionProblems({ to }: LocalityDistribution): Iterable<FieldProblem> {
  const sum = Object.values(to).reduce((total, share) => total + share, 0);
  if (sum !== 100) yield { path: ['to'], value: to, expected: `shares that add up to 100 (these: ${sum})` };
  yield* under(['to'], overlapProblems(Object.keys(to).map((locality) => [[locality], locality])));
}

function* overlapProblems(
  localities: readonly (readonly [readonly (string | number)[], string])[],
): Iterable<FieldProblem> {
  const seen: string[] = [];
  for (const [path, value] of localities) {
    const star = value.indexOf('*');
    const other = seen.find((earlier) => covers(earlier, value) || covers(value, earlier));
    if (value.split('/').includes('') || (star !== -1 && star !== value.length - 1)) {
      yield {
        path,
        value,
        expected: 'region, region/zone or region/zone/subzone, of which the last may be *',
      };
    } else if (other !== undefined) {
      yield { path, value, expected: `a locality that ${other} does not overlap with` };
    }
    seen.push(value);
  }
}

function covers(outer: string, inner: string): boolean {
  const whole = outer.replace(/\/?\*$/, '');
  return whole === '' || inner === whole || inner.startsWith(`${whole}/`);
}
