import type { FieldFormats } from '../../model/check-fields.js';
import { dnsLabel } from '../../model/formats/host.js';
import { labelKey, labelValue } from '../../model/formats/label.js';
import { port } from '../../model/formats/number.js';
import { gatewayName, gatewayNameOf, type GatewayOrMesh } from './object-ref.js';

/** To which proxies a match applies: what HTTP, TLS and TCP matches have in common. */
export interface CallerMatch {
  /** The port to which the caller sent, 1 to 65535.
   *  @default - any */
  readonly port?: number;
  /** Labels of the calling pod, for sidecars. HTTP ignores it where `gateways` is given.
   *  @default - any caller */
  readonly sourceLabels?: Readonly<Record<string, string>>;
  /** Namespace of the calling pod, for sidecars. HTTP ignores it where `gateways` is given.
   *  @default - any caller */
  readonly sourceNamespace?: string;
  /** Replaces the gateways of the VirtualService for this match.
   *  @default - those of the VirtualService */
  readonly gateways?: readonly GatewayOrMesh[];
}

/** A match as it is written in YAML. */
export type RenderedMatch<T extends CallerMatch> = Omit<T, 'gateways'> & {
  readonly gateways?: readonly string[];
};

export function renderMatch<T extends CallerMatch>(match: T): RenderedMatch<T> {
  const { gateways, ...rest } = match;
  return gateways === undefined ? rest : { ...rest, gateways: gateways.map(gatewayNameOf) };
}

/** Forms of the fields of {@link CallerMatch}; compose with `prefixed`. */
export const callerMatchFormats: FieldFormats = {
  port,
  'sourceLabels{key}': labelKey,
  'sourceLabels{}': labelValue,
  sourceNamespace: dnsLabel,
  'gateways[]': gatewayName,
};
