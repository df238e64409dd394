import { formatted } from '../settings/formatted.js';
import { hostAndPort } from './addresses.js';
import { flag, list, section, text, textOf, time, whole } from './key.js';

/** `redis`: the bus between the servers, and their store. Timeouts in milliseconds hold with sentinels alone. */
export const redis = section({
  address: textOf(hostAndPort),
  username: text(),
  password: text(),
  db: whole(0),
  use_tls: flag(false, { instead: 'tls.enabled' }),
  tls: section({
    enabled: flag(false),
    insecure: flag(false),
    server_name: text(),
    ca_cert_file: text(),
    client_cert_file: text(),
    client_key_file: text(),
  }),
  sentinel_master_name: text(),
  sentinel_username: text(),
  sentinel_password: text(),
  sentinel_addresses: list(formatted(hostAndPort)),
  cluster_addresses: list(formatted(hostAndPort)),
  dial_timeout: whole(2000, { unit: 'milliseconds' }),
  read_timeout: whole(200, { unit: 'milliseconds' }),
  write_timeout: whole(200, { unit: 'milliseconds' }),
  max_redirects: whole(2),
  pool_timeout: time('0s'),
  pool_size: whole(0, { unit: 'connections' }),
});
