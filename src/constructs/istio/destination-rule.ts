import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { FieldFormats, FieldProblem } from '../../model/check-fields.js';
import { dnsLabel, wildcardHost } from '../../model/formats/host.js';
import { labelKey, labelValue } from '../../model/formats/label.js';
import { ManifestObject, type ObjectProps } from '../manifest-object.js';
import { annotationProblems } from './annotations.js';
import { hostNameOf, type Host } from './destination.js';
import { exportToProblems } from './export-to.js';
import { eachUnder, repeated, under } from './nested.js';
import { trafficPolicyFormats, trafficPolicyProblems, type TrafficPolicy } from './traffic-policy.js';
import { selectorFormats, type WorkloadSelector } from './workload-selector.js';

/** A named part of the endpoints of a host (https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset). */
export interface Subset {
  /** The name by which routes refer to it, a DNS label. */
  readonly name: string;
  /** Labels that pods must have, beside those that the service selects.
   *  @default - all endpoints of the host */
  readonly labels?: Readonly<Record<string, string>>;
  /** What holds for the subset, field by field before that of the host. It has an effect only for requests that a route
   *  sends to the subset.
   *  @default - that of the host */
  readonly trafficPolicy?: TrafficPolicy;
}

/** Fields of a DestinationRule. */
export interface DestinationRuleProps extends ObjectProps {
  /** The host of which the rule speaks: after routing, and not that of the request. A short name is that of a service in
   *  the namespace of the rule; a name with a dot is never completed. */
  readonly host: Host;
  /** What holds for all endpoints of the host.
   *  @default - Istio's defaults */
  readonly trafficPolicy?: TrafficPolicy;
  /** Named parts of the host, to which routes can send.
   *  @default - none */
  readonly subsets?: readonly Subset[];
  /** Namespaces whose proxies apply the rule; `.` is the own one, `*` all. With a `workloadSelector` only the own one.
   *  @default - `defaultDestinationRuleExportTo` of the MeshConfig, otherwise all */
  readonly exportTo?: readonly string[];
  /** Callers of the own namespace whose proxies apply the rule.
   *  @default - all callers */
  readonly workloadSelector?: WorkloadSelector;
}

const FORMATS: FieldFormats = {
  host: wildcardHost,
  ...trafficPolicyFormats('trafficPolicy'),
  'subsets[].name': dnsLabel,
  'subsets[].labels{key}': labelKey,
  'subsets[].labels{}': labelValue,
  ...trafficPolicyFormats('subsets[].trafficPolicy'),
  ...selectorFormats('workloadSelector'),
};

/**
 * How proxies speak with a host (https://istio.io/latest/docs/reference/config/networking/destination-rule/). Of several rules
 * for one host only one applies to a caller, so there should be one per host.
 */
export class DestinationRule extends ManifestObject {
  readonly kind = 'DestinationRule';

  /** @throws ConstructError listing every field that is not as it has to be */
  constructor(scope: Construct, id: string, props: DestinationRuleProps) {
    const { host, trafficPolicy, subsets, exportTo, workloadSelector } = props;
    super(scope, id, props, {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      body: { spec: { host: hostNameOf(host), trafficPolicy, subsets, exportTo, workloadSelector } },
      formats: FORMATS,
      problems: problemsOf(props, props.namespace ?? Chart.of(scope).namespace),
    });
  }
}

function* problemsOf(props: DestinationRuleProps, namespace: string | undefined): Iterable<FieldProblem> {
  const { trafficPolicy, subsets, exportTo } = props;
  yield* annotationProblems(props.annotations);
  if (trafficPolicy !== undefined)
    yield* under(['trafficPolicy'], trafficPolicyProblems(trafficPolicy, { namespace }));
  yield* repeated('subsets', subsets, ({ name }) => name, ['name']);
  yield* eachUnder('subsets', subsets, (subset) =>
    subset.trafficPolicy === undefined
      ? []
      : under(
          ['trafficPolicy'],
          trafficPolicyProblems(subset.trafficPolicy, {
            namespace,
            inherited: trafficPolicy?.outlierDetection,
          }),
        ),
  );
  yield* exportToProblems(exportTo, namespace);
  if (props.workloadSelector !== undefined) yield* privateProblems(exportTo, namespace);
}

function* privateProblems(
  exportTo: readonly string[] = [],
  namespace: string | undefined,
): Iterable<FieldProblem> {
  for (const [i, value] of exportTo.entries()) {
    if (value === '.' || value === namespace) continue;
    yield { path: ['exportTo', i], value, expected: 'the own namespace only (".") with a workloadSelector' };
  }
}
