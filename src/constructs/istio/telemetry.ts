import type { Construct } from 'constructs';
import type { FieldFormats } from '../../model/check-fields.js';
import type { Format } from '../../model/format.js';
import { nonEmpty } from '../../model/formats/choice.js';
import { duration } from '../../model/formats/duration.js';
import { headerName } from '../../model/formats/http.js';
import { percentage } from '../../model/formats/number.js';
import { ManifestObject, type ObjectProps } from '../manifest-object.js';
import { annotationProblems } from './annotations.js';
import { specOf } from './spec-of.js';
import { POLICY_TARGET_FORMATS, type PolicyTarget } from './target-ref.js';
import type { Metrics } from './telemetry-metrics.js';
import type { ProviderRef, TelemetryMode, Tracing } from './telemetry-tracing.js';

/** Which requests are logged, and by whom. */
export interface AccessLogging {
  /** @default - `CLIENT_AND_SERVER` */
  readonly match?: {
    /** @default 'CLIENT_AND_SERVER' */
    readonly mode?: TelemetryMode;
  };
  /** Who writes the log.
   *  @default - the `defaultProviders` of the MeshConfig */
  readonly providers?: readonly ProviderRef[];
  /** Whether nothing is logged.
   *  @default false */
  readonly disabled?: boolean;
  /** Which requests and connections are logged.
   *  @default - all */
  readonly filter?: {
    /** A CEL expression over the attributes of the request, such as `response.code >= 400`. */
    readonly expression: string;
  };
}

/** The fields of a Telemetry beside its `selector` or `targetRefs`. */
export interface TelemetryFields extends ObjectProps {
  /** @default - that of the namespace's Telemetry, of the mesh's, or of the MeshConfig */
  readonly tracing?: readonly Tracing[];
  /** @default - those of the namespace's Telemetry, of the mesh's, or of the MeshConfig */
  readonly metrics?: readonly Metrics[];
  /** @default - that of the namespace's Telemetry, of the mesh's, or of the MeshConfig */
  readonly accessLogging?: readonly AccessLogging[];
}

/** Props of a {@link Telemetry}. */
export type TelemetryProps = TelemetryFields & PolicyTarget;

const atMostOne: Format = {
  expected: 'at most one provider: Istio ignores all but the first',
  accepts: (value) => Array.isArray(value) && value.length <= 1,
};

const TAG = 'tracing[].customTags{}';

const TELEMETRY_FORMATS: FieldFormats = {
  ...POLICY_TARGET_FORMATS,
  'tracing[].providers': atMostOne,
  'tracing[].providers[].name': nonEmpty,
  'tracing[].randomSamplingPercentage': percentage,
  'tracing[].customTags{key}': nonEmpty,
  [`${TAG}.literal.value`]: nonEmpty,
  [`${TAG}.environment.name`]: nonEmpty,
  [`${TAG}.header.name`]: headerName,
  [`${TAG}.formatter.value`]: nonEmpty,
  'metrics[].providers[].name': nonEmpty,
  'metrics[].reportingInterval': duration,
  'metrics[].overrides[].match.customMetric': nonEmpty,
  'metrics[].overrides[].tagOverrides{key}': nonEmpty,
  'metrics[].overrides[].tagOverrides{}.value': nonEmpty,
  'accessLogging[].providers[].name': nonEmpty,
  'accessLogging[].filter.expression': nonEmpty,
};

/**
 * What proxies report: spans, metrics and logs
 * (https://istio.io/latest/docs/reference/config/telemetry/). In Istio's root namespace it applies to the mesh.
 */
export class Telemetry extends ManifestObject {
  /** @throws ConstructError for what istiod's webhook refuses, and for providers that Istio would ignore */
  constructor(scope: Construct, id: string, props: TelemetryProps = {}) {
    super(scope, id, props, {
      apiVersion: 'telemetry.istio.io/v1',
      kind: 'Telemetry',
      body: { spec: specOf(props) },
      formats: TELEMETRY_FORMATS,
      problems: annotationProblems(props.annotations),
    });
  }
}
