import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { AuthorizationPolicy } from '../../../src/constructs/istio/authorization-policy.js';
import { DestinationRule } from '../../../src/constructs/istio/destination-rule.js';
import { Gateway } from '../../../src/constructs/istio/gateway.js';
import { PeerAuthentication } from '../../../src/constructs/istio/peer-authentication.js';
import { RequestAuthentication } from '../../../src/constructs/istio/request-authentication.js';
import { ServiceEntry } from '../../../src/constructs/istio/service-entry.js';
import { Sidecar } from '../../../src/constructs/istio/sidecar.js';
import { Telemetry } from '../../../src/constructs/istio/telemetry.js';
import { VirtualService } from '../../../src/constructs/istio/virtual-service.js';
import { specSchemaOf, type Schema } from './crd-schema.js';
import { unusedFields } from './crd-use.js';
import { disagreements, typesOf } from './crd-walk.js';
import * as authorizationPolicy from './examples/authorization-policy.js';
import * as destinationRule from './examples/destination-rule.js';
import * as gateway from './examples/gateway.js';
import * as peerAuthentication from './examples/peer-authentication.js';
import * as requestAuthentication from './examples/request-authentication.js';
import * as serviceEntry from './examples/service-entry.js';
import * as sidecar from './examples/sidecar.js';
import * as telemetry from './examples/telemetry.js';
import * as virtualService from './examples/virtual-service.js';
import { manifestOf, type Build } from './one-object.js';

interface Kind {
  readonly kind: string;
  /** The module of the construct and its props. */
  readonly file: string;
  /** Together they use every field. */
  readonly examples: readonly Build[];
  /**
   * Where props and CRD are meant to differ, with the reason. `**.` stands for any beginning; what is below a path is
   * waived with it; `path=WORD` is a word of an enum.
   */
  readonly waived: Readonly<Record<string, string>>;
}

/** Of all kinds that are policies. */
const POLICY = {
  targetRef: 'deprecated: targetRefs',
  'targetRefs[].namespace': 'references into other namespaces are refused by the webhook',
};

const KINDS: readonly Kind[] = [
  {
    kind: 'Gateway',
    file: 'gateway',
    examples: [(chart, id) => new Gateway(chart, id, gateway.allProps)],
    waived: {
      'servers[].defaultEndpoint': 'not implemented by Istio (gateway.proto)',
      'servers[].port.targetPort': 'deprecated, and refused by the webhook',
      'servers[].tls.tlsCertificates[].caCertificates': 'istiod reads only the one beside tlsCertificates',
    },
  },
  {
    kind: 'VirtualService',
    file: 'virtual-service',
    examples: [
      (chart, id) => new VirtualService(chart, id, virtualService.allProps),
      (chart, id) => new VirtualService(chart, id, virtualService.moreProps),
    ],
    waived: {
      'http[].corsPolicy.allowOrigin': 'deprecated: allowOrigins',
      'http[].corsPolicy.unmatchedPreflights=UNSPECIFIED': 'the same as leaving the field out',
      'http[].delegate.kind': 'tells references apart; not written to YAML',
      'http[].fault.abort.http2Error': 'refused by the webhook as not supported',
      'http[].fault.delay.exponentialDelay': 'refused by the webhook as not supported',
      'http[].fault.delay.percent': 'deprecated: percentage',
      'http[].mirrorPercent': 'deprecated: mirrorPercentage',
      'http[].mirror_percent': 'another spelling of mirrorPercent',
      'tcp[].match[].sourceSubnet': 'istiod never reads it',
    },
  },
  {
    kind: 'DestinationRule',
    file: 'destination-rule',
    examples: [
      (chart, id) => new DestinationRule(chart, id, destinationRule.allProps),
      ...destinationRule.everyPlace.map(
        (props): Build =>
          (chart, id) =>
            new DestinationRule(chart, id, props),
      ),
    ],
    waived: {
      '**.outlierDetection.consecutiveErrors': 'deprecated, and without effect',
      '**.loadBalancer.consistentHash.minimumRingSize': 'deprecated: ringHash.minimumRingSize',
      '**.loadBalancer.simple=LEAST_CONN': 'deprecated: LEAST_REQUEST',
      '**.loadBalancer.simple=UNSPECIFIED': 'the same as leaving the field out',
      '**.loadBalancer.warmupDurationSecs': 'deprecated: warmup',
    },
  },
  {
    kind: 'ServiceEntry',
    file: 'service-entry-props',
    examples: [serviceEntry.allProps, serviceEntry.selectedProps].map(
      (props): Build =>
        (chart, id) =>
          new ServiceEntry(chart, id, props),
    ),
    waived: {},
  },
  {
    kind: 'Sidecar',
    file: 'sidecar-props',
    examples: [(chart, id) => new Sidecar(chart, id, sidecar.allProps)],
    waived: {
      'egress[].port.targetPort': 'deprecated, and refused by the webhook',
      'ingress[].port.targetPort': 'deprecated, and refused by the webhook',
      'ingress[].tls.caCertCredentialName': 'about Secrets, which sidecars do not read',
      'ingress[].tls.credentialName': 'refused by the webhook',
      'ingress[].tls.credentialNames': 'refused by the webhook',
      'ingress[].tls.httpsRedirect': 'refused by the webhook',
      'ingress[].tls.mode=AUTO_PASSTHROUGH': 'refused by the webhook',
      'ingress[].tls.mode=ISTIO_MUTUAL': 'refused by the webhook',
      'ingress[].tls.mode=PASSTHROUGH': 'not supported in a Sidecar (sidecar.proto)',
      'ingress[].tls.subjectAltNames': 'refused by the webhook',
      'ingress[].tls.tlsCertificates': 'refused by the webhook',
      'ingress[].tls.verifyCertificateHash': 'dropped by istiod where certificates are files',
      'ingress[].tls.verifyCertificateSpki': 'dropped by istiod where certificates are files',
      'outboundTrafficPolicy.egressProxy': 'deprecated',
    },
  },
  {
    kind: 'PeerAuthentication',
    file: 'peer-authentication',
    examples: [(chart, id) => new PeerAuthentication(chart, id, peerAuthentication.allProps)],
    waived: {},
  },
  {
    kind: 'RequestAuthentication',
    file: 'request-authentication',
    examples: [requestAuthentication.allProps, requestAuthentication.targetProps].map(
      (props): Build =>
        (chart, id) =>
          new RequestAuthentication(chart, id, props),
    ),
    waived: { ...POLICY, 'jwtRules[].jwks_uri': 'another spelling of jwksUri' },
  },
  {
    kind: 'AuthorizationPolicy',
    file: 'authorization-policy',
    examples: [authorizationPolicy.allProps, authorizationPolicy.customProps].map(
      (props): Build =>
        (chart, id) =>
          new AuthorizationPolicy(chart, id, props),
    ),
    waived: { ...POLICY },
  },
  {
    kind: 'Telemetry',
    file: 'telemetry',
    examples: [telemetry.allProps, telemetry.targetProps].map(
      (props): Build =>
        (chart, id) =>
          new Telemetry(chart, id, props),
    ),
    waived: { ...POLICY },
  },
];

const METADATA = ['name', 'namespace', 'labels', 'annotations'];

const path = (file: string): string =>
  fileURLToPath(new URL(`../../../src/constructs/istio/${file}.ts`, import.meta.url));
const types = typesOf(KINDS.map(({ file }) => path(file)));

/** Problems by path, without those of the metadata, which is no part of the spec. */
function problemsOf({ kind, file }: Kind, schema: Schema): readonly string[] {
  const ofMetadata = METADATA.map((name) => `${name}: not in the CRD`);
  const problems = disagreements(types, path(file), `${kind}Props`, schema);
  return problems.filter((problem) => !ofMetadata.includes(problem));
}

function waives(pattern: string, problem: string): boolean {
  const place = problem.replace(/:.*/, '');
  const tail = pattern.replace(/^\*\*/, '');
  const inside = (at: string): boolean =>
    at === pattern || (/^[.[{]/.test(at.slice(pattern.length)) && at.startsWith(pattern));
  return tail === pattern ? inside(place) : place.endsWith(tail) || place.includes(`${tail}.`);
}

describe.each(KINDS)('$kind', (kind) => {
  const schema = specSchemaOf(kind.kind);
  const patterns = Object.keys(kind.waived);
  const isWaived = (problem: string): boolean => patterns.some((pattern) => waives(pattern, problem));

  test('props have every field of the CRD, and no other', () => {
    expect(problemsOf(kind, schema).filter((problem) => !isWaived(problem))).toStrictEqual([]);
  });

  test('every waiver is needed', () => {
    const problems = problemsOf(kind, schema);
    const unneeded = patterns.filter((pattern) => !problems.some((problem) => waives(pattern, problem)));
    expect(unneeded).toStrictEqual([]);
  });

  test('the examples use every field', () => {
    const specs = kind.examples.map((build) => manifestOf(build)['spec'] ?? {});
    expect(unusedFields(schema, specs).filter((field) => !isWaived(field))).toStrictEqual([]);
  });
});
