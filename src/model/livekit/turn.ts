import { formatted } from '../settings/formatted.js';
import { cidrBlock, ipAddress, turnDomain } from './addresses.js';
import { flag, list, port, section, text, textOf, whole } from './key.js';

/** `turn`: the TURN server in the server. */
export const turn = section({
  enabled: flag(false),
  domain: textOf(turnDomain),
  cert_file: text(),
  key_file: text(),
  tls_port: port(0),
  udp_port: port(0),
  relay_range_start: port(30_000),
  relay_range_end: port(40_000),
  external_tls: flag(false),
  bind_addresses: list(formatted(ipAddress), { default: ['0.0.0.0'], since: '1.11.0' }),
  ttl_seconds: whole(300, { min: 300, max: 86_400, unit: 'seconds', since: '1.13.5' }),
  allow_restricted_peer_cidrs: list(formatted(cidrBlock), { since: '1.13.5' }),
  deny_peer_cidrs: list(formatted(cidrBlock), { since: '1.13.5' }),
});
