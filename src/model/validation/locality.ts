import type { Complaint } from './complaint.js';
import { badValue, together, warned } from './complaint.js';
import type { Part } from './part.js';

const TOPOLOGY: ReadonlySet<string> = new Set([
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
  'topology.istio.io/subzone',
]);

/** istio `pkg/config/validation/agent/validation.go`, ValidateLocalityLbSetting. */
export function* checkLocality(setting: Part, ejects: boolean): Iterable<Complaint> {
  const distribute = setting.of('distribute');
  const hasFailover = setting.of('failover').items.length > 0;
  if (distribute.items.length > 0 && hasFailover) {
    yield together(distribute, 'does not go with failover');
    return;
  }
  if (hasFailover) yield* checkTopology(setting, 'no label of the topology beside failover');
  for (const { share, path } of distribute.items.map((item) => ({ share: item.of('to'), path: item }))) {
    for (const [, weight] of share.entries)
      if (weight.number < 1 || weight.number > 100) yield badValue(weight, 'a share from 1 to 100');
    const sum = share.entries.reduce((total, [, weight]) => total + weight.number, 0);
    if (sum !== 100) yield badValue(share.isSet ? share : path, `shares that add up to 100, not ${sum}`);
    yield* checkOverlaps(share.entries.map(([locality, part]) => [locality, part]));
  }
  yield* checkOverlaps(distribute.items.map((item) => [item.of('from').text, item.of('from')]));
  yield* checkFailover(setting, ejects);
}

/** istio `pkg/config/validation/agent/validation.go`, ValidateZoneAwareLbSetting. */
export function* checkZoneAware(setting: Part, ejects: boolean): Iterable<Complaint> {
  yield* checkTopology(setting, 'no label of the topology: regions and zones are taken care of');
  yield* checkFailover(setting, ejects);
}

function* checkTopology(setting: Part, expected: string): Iterable<Complaint> {
  for (const entry of setting.of('failoverPriority').items)
    if (TOPOLOGY.has(entry.text)) yield badValue(entry, expected);
}

function* checkFailover(setting: Part, ejects: boolean): Iterable<Complaint> {
  const [failing] = setting.filled('failover', 'failoverPriority');
  if (failing !== undefined && !ejects)
    yield warned(failing, 'has no effect without outlierDetection: no endpoint is ever unhealthy');
  for (const item of setting.of('failover').items) {
    const [from, to] = [item.of('from'), item.of('to')];
    if (from.text === to.text) yield badValue(to.isSet ? to : item, 'another region');
    for (const region of [from, to])
      if (/[/*]/.test(region.text)) yield badValue(region, 'a region, without zone or wildcard');
  }
}

type Located = readonly [locality: string, part: Part];

function* checkOverlaps(localities: readonly Located[]): Iterable<Complaint> {
  const seen: string[] = [];
  for (const [locality, part] of localities) {
    const star = locality.indexOf('*');
    const other = seen.find((earlier) => overlap(earlier, locality));
    if (partsOf(locality).includes('') || (star !== -1 && star !== locality.length - 1))
      yield badValue(part, 'region, region/zone or region/zone/subzone, of which the last may be *');
    else if (other !== undefined) yield together(part, `${locality} overlaps with ${other}`);
    seen.push(locality);
  }
}

/** Region, zone, and whatever is after the second slash. */
function partsOf(locality: string): readonly string[] {
  const [region = '', zone, ...subzone] = locality.split('/');
  return [region, ...(zone === undefined ? [] : [zone]), ...(subzone.length > 0 ? [subzone.join('/')] : [])];
}

/** The later one is also covered by a wildcard; the earlier one is not, for then its parts are not looked up. */
function overlap(earlier: string, later: string): boolean {
  const [first, second] = [partsOf(earlier), partsOf(later)];
  if (first[0] === '*') return true;
  if (first[0] !== second[0]) return false;
  if (first.length === 1 || second.length === 1) return true;
  if (first[1] === '*') return true;
  if (first[1] !== second[1]) return false;
  return first.length === 2 || second.length === 2 || first[2] === '*' || first[2] === second[2];
}
