import type { FieldFormats } from '../../model/check-fields.js';
import type { Format } from '../../model/format.js';
import { dnsLabel, wildcardHost } from '../../model/formats/host.js';
import { port } from '../../model/formats/number.js';
import type { PortSelector } from './port.js';

/** Something that has a host name in the mesh, such as a workload with its service. */
export interface HostRef {
  readonly host: string;
}

/**
 * A host of the mesh: the thing itself, or its name. A short name is that of a service in the namespace of the object
 * which says so; a name with a dot is never completed (istio `pilot/pkg/model/config.go`, ResolveShortnameToFQDN).
 */
export type Host = string | HostRef;

/** The name of a host. */
export function hostNameOf(host: Host): string {
  return typeof host === 'string' ? host : host.host;
}

/** Where traffic goes (https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination). */
export interface Destination {
  /** A host of the service registry. Not `*`. */
  readonly host: Host;
  /** A subset that the DestinationRule of the host defines. Without it, the proxy answers 503.
   *  @default - all endpoints of the host */
  readonly subset?: string;
  /** The port of the service.
   *  @default - its only port, otherwise the port to which the caller sent */
  readonly port?: PortSelector;
}

/** A destination as it is written in YAML. */
export interface DestinationSpec extends Omit<Destination, 'host'> {
  readonly host: string;
}

export function renderDestination(destination: Destination): DestinationSpec {
  return { ...destination, host: hostNameOf(destination.host) };
}

const destinationHost: Format = {
  expected: `${wildcardHost.expected}; not * alone`,
  accepts: (value) => value !== '*' && wildcardHost.accepts(value),
};

/** Forms of the fields of {@link Destination}; compose with `prefixed`. */
export const destinationFormats: FieldFormats = {
  host: destinationHost,
  subset: dnsLabel,
  'port.number': port,
};
