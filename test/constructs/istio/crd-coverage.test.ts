import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { DestinationRule } from '../../../src/constructs/istio/destination-rule.js';
import { Gateway } from '../../../src/constructs/istio/gateway.js';
import { VirtualService } from '../../../src/constructs/istio/virtual-service.js';
import { specSchemaOf, type Schema } from './crd-schema.js';
import { unusedFields } from './crd-use.js';
import { disagreements, typesOf } from './crd-walk.js';
import * as destinationRule from './examples/destination-rule.js';
import * as gateway from './examples/gateway.js';
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
