import type { FieldFormats } from '../check-fields.js';
import { duration } from '../formats/duration.js';
import { checkClientTls } from './client-tls.js';
import { badValue, missing, together, warned, type Complaint } from './complaint.js';
import { checkConnectionPool } from './connection-pool.js';
import { anyDuration, checkFormats, isAddress, isFqdn, percentage } from './formats.js';
import { checkLocality, checkZoneAware } from './locality.js';
import type { Part } from './part.js';
import { checkPort } from './port.js';

const SETTINGS = ['outlierDetection', 'connectionPool', 'loadBalancer', 'tls'] as const;

/** istio `pkg/config/validation/validation.go`, validateTrafficPolicy. */
export function* checkTrafficPolicy(policy: Part, namespace: string): Iterable<Complaint> {
  if (!policy.isSet) return;
  const all = [...SETTINGS, 'tunnel', 'proxyProtocol', 'retryBudget'];
  if (policy.set(...all).length === 0 && policy.of('portLevelSettings').items.length === 0)
    yield badValue(policy, `one of ${all.join(', ')} or portLevelSettings in it`);
  const tunnel = policy.of('tunnel');
  if (tunnel.isSet && policy.of('proxyProtocol').isSet)
    yield together(policy.of('proxyProtocol'), 'does not go with tunnel');
  yield* checkSettings(policy, namespace);
  for (const settings of policy.of('portLevelSettings').items) {
    if (!settings.of('port').isSet) yield missing(settings.of('port'));
    if (settings.set(...SETTINGS).length === 0)
      yield badValue(settings, `one of ${SETTINGS.join(', ')} in it`);
    yield* checkSettings(settings, namespace);
  }
  if (tunnel.isSet) yield* checkTunnel(tunnel);
  yield* checkFormats(policy, { 'retryBudget.budgetInterval': anyDuration });
}

function* checkSettings(policy: Part, namespace: string): Iterable<Complaint> {
  const outlier = policy.of('outlierDetection');
  yield* checkOutlierDetection(outlier);
  yield* checkConnectionPool(policy.of('connectionPool'));
  yield* checkLoadBalancer(policy.of('loadBalancer'), outlier.isSet);
  yield* checkClientTls(policy.of('tls'), namespace);
}

function* checkTunnel(tunnel: Part): Iterable<Complaint> {
  const [protocol, host] = [tunnel.of('protocol'), tunnel.of('targetHost')];
  if (!['', 'CONNECT', 'POST'].includes(protocol.text)) yield badValue(protocol, 'CONNECT or POST');
  if (!isFqdn(host.text) && !isAddress(host.text)) yield badValue(host, 'a host name or an IP address');
  yield* checkPort(tunnel.of('targetPort'));
}

const OUTLIER: FieldFormats = {
  baseEjectionTime: duration,
  interval: duration,
  maxEjectionPercent: percentage,
  minHealthPercent: percentage,
};

function* checkOutlierDetection(outlier: Part): Iterable<Complaint> {
  yield* checkFormats(outlier, OUTLIER);
  const [errors, failures] = [outlier.of('consecutiveErrors'), outlier.of('consecutiveLocalOriginFailures')];
  if (errors.number !== 0)
    yield warned(errors, 'has no effect: the field is deprecated, and nothing reads it', 'deprecated');
  if (failures.number > 0 && !outlier.of('splitExternalLocalOriginErrors').isTrue)
    yield together(failures, 'needs splitExternalLocalOriginErrors: true');
}

const LOAD_BALANCER: FieldFormats = {
  'consistentHash.httpCookie.ttl': anyDuration,
  'warmup.duration': duration,
  warmupDurationSecs: anyDuration,
};

function* checkLoadBalancer(balancer: Part, ejects: boolean): Iterable<Complaint> {
  if (!balancer.isSet) return;
  yield* checkFormats(balancer, LOAD_BALANCER);
  const [locality, zones] = [balancer.of('localityLbSetting'), balancer.of('zoneAwareLbSetting')];
  if (locality.isSet && zones.isSet) yield together(zones, 'does not go with localityLbSetting');
  yield* checkConsistentHash(balancer.of('consistentHash'));
  yield* checkLocality(locality, ejects);
  yield* checkZoneAware(zones, ejects);
  const warmup = balancer.of('warmup');
  if (warmup.isSet && !warmup.of('duration').isSet) yield missing(warmup.of('duration'));
  const [least, aggression] = [warmup.of('minimumPercent'), warmup.of('aggression')];
  if (least.number > 100) yield badValue(least, 'a percentage from 0 to 100');
  if (aggression.isSet && aggression.number <= 0) yield badValue(aggression, 'a number above 0');
}

function* checkConsistentHash(hash: Part): Iterable<Complaint> {
  const cookie = hash.of('httpCookie');
  if (cookie.isSet && cookie.of('name').text === '')
    yield badValue(cookie.of('name'), 'the name of the cookie');
  const names = new Set<string>();
  for (const name of cookie.of('attributes').items.map((attribute) => attribute.of('name'))) {
    if (name.text === '') yield badValue(name, 'the name of the attribute');
    else if (names.has(name.text)) yield badValue(name, 'each attribute once');
    names.add(name.text);
  }
  const ring = hash.of('minimumRingSize');
  if (ringSize(ring) !== 0) {
    yield warned(ring, 'is deprecated: write ringHash.minimumRingSize');
    const [algorithm] = hash.set('ringHash', 'maglev');
    if (algorithm !== undefined) yield together(ring, `does not go with ${String(algorithm.path.at(-1))}`);
  }
  const table = hash.of('maglev', 'tableSize');
  const size = ringSize(table);
  if (hash.of('maglev').isSet && (size >= 5_000_011 || !isPrime(size)))
    yield badValue(table, 'a prime below 5000011');
}

/** 64-bit numbers may be written as texts. */
function ringSize({ value }: Part): number {
  return typeof value === 'string' || typeof value === 'number' ? Number(value) : 0;
}

/** As Envoy's, to which 1 is a prime. */
function isPrime(number: number): boolean {
  if (number !== 0 && number < 4) return true;
  if (number % 2 === 0) return false;
  for (let factor = 3; factor * factor <= number; factor += 2) if (number % factor === 0) return false;
  return true;
}
