/** Where a caller finds a port. */
export interface Address {
  /** Fully qualified, so that it means the same in every namespace. */
  readonly host: string;
  readonly port: number;
}

/** Renders an address as the caller's program reads it. */
export type AddressForm = (address: Address) => string;

/** `http://host:port`, or with another scheme. */
export function url(scheme = 'http', path = ''): AddressForm {
  return ({ host, port }) => `${scheme}://${host}:${port}${path}`;
}

/** `host:port` in one variable. */
export const hostPort: AddressForm = ({ host, port }) => `${host}:${port}`;

/** The host alone, for programs that read the port from a second variable. */
export const hostOnly: AddressForm = ({ host }) => host;

/** The port alone. */
export const portOnly: AddressForm = ({ port }) => `${port}`;
