import { ConstructError } from '../construct-error.js';
import { ExternalService } from './external-service.js';
import type { Platform } from './platform.js';
import { tcp, tls, type PortSpec } from './protocol.js';
import type { RedisPort } from './redis-port.js';
import type { SecretRef } from './secret.js';

/** Props of an ExternalRedis. */
export interface ExternalRedisProps {
  readonly host: string;
  /** @default 6379 */
  readonly port?: number | undefined;
  /** Whether it speaks TLS.
   *  @default true */
  readonly tls?: boolean;
  /** Without TLS the password goes over the network in the clear: for development alone.
   *  @default false */
  readonly plaintextAllowed?: boolean;
  /** The Secret has to exist in the namespace of each client. */
  readonly password: SecretRef;
  /** `maxclients` of the server, or what the provider allows. */
  readonly maxClients: number;
}

/** A Redis outside of the cluster: its ServiceEntry, and what its clients have to know of it. */
export class ExternalRedis extends ExternalService<{ readonly redis: PortSpec<'tcp' | 'tls'> }> {
  readonly server: RedisPort;

  /** @throws ConstructError for a password in the clear */
  constructor(platform: Platform, id: string, props: ExternalRedisProps) {
    const encrypted = props.tls ?? true;
    const number = props.port ?? 6379;
    super(platform, id, {
      hosts: [props.host],
      ports: { redis: encrypted ? tls(number) : tcp(number) },
    });
    const problems = [
      ...(encrypted || props.plaintextAllowed === true
        ? []
        : [
            `tls is false, which sends the password in the clear to ${props.host}; expected true (or plaintextAllowed, in development)`,
          ]),
      ...(Number.isInteger(props.maxClients) && props.maxClients > 0
        ? []
        : [`maxClients is ${props.maxClients}, expected a whole number of at least 1`]),
    ];
    if (problems.length > 0) throw new ConstructError(this, problems);
    this.server = {
      ...this.ports.redis,
      redis: {
        name: id,
        address: this.ports.redis.address,
        password: props.password,
        tls: encrypted,
        limit: { setting: 'maxclients', total: props.maxClients, taken: {} },
      },
    };
  }
}
