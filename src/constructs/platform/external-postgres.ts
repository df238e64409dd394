import { ConstructError } from '../construct-error.js';
import type { PostgresEndpoint, PostgresTls } from '../config/postgres.js';
import { ExternalService } from './external-service.js';
import type { Platform } from './platform.js';
import type { ExternalPortRef } from './port-ref.js';
import { tcp, type PortSpec } from './protocol.js';
import type { SecretRef } from './secret.js';

/** A port of a PostgreSQL server, which clients can be set up for. */
export interface PostgresPort extends ExternalPortRef<'tcp'> {
  readonly postgres: PostgresEndpoint;
}

/** Props of an ExternalPostgres. */
export interface ExternalPostgresProps {
  readonly host: string;
  readonly database: string;
  /** Who logs in. The Secrets have to exist in the namespace of each client. */
  readonly user: SecretRef;
  readonly password: SecretRef;
  readonly tls: PostgresTls;
  /** Connections may be in the clear, or fall back to it: for development alone.
   *  @default false */
  readonly plaintextAllowed?: boolean;
  /** The server itself. */
  readonly direct: {
    /** @default 5432 */
    readonly port?: number | undefined;
    /** `max_connections` of the server. */
    readonly maxConnections: number;
    /** How many of them the platform cannot have: those reserved for superusers, and what other programs use. */
    readonly reserved: number;
  };
  /** A pooler that gives each transaction a server connection: PgBouncer with `pool_mode = transaction`, Supavisor.
   *  @default - there is none */
  readonly transactionPooler?: {
    /** @default 6543 */
    readonly port?: number | undefined;
    /** Most clients of the pooler (`max_client_conn`). */
    readonly maxClients: number;
    /** Most connections that it opens to the server: they count there. */
    readonly serverConnections: number;
  };
}

type Ports = Readonly<Record<string, PortSpec<'tcp'>>>;

/** A PostgreSQL server outside of the cluster: its ServiceEntry, and what its clients have to know of it. */
export class ExternalPostgres extends ExternalService<Ports> {
  /** The server: sessions, and with them all that a session holds. */
  readonly direct: PostgresPort;
  private readonly pooler: PostgresPort | undefined;

  /** @throws ConstructError for connections in the clear, or numbers that leave nothing for the platform */
  constructor(platform: Platform, id: string, props: ExternalPostgresProps) {
    const { host, database, user, password, tls, direct, transactionPooler } = props;
    const ports: Ports = {
      direct: tcp(direct.port ?? 5432),
      ...(transactionPooler === undefined ? {} : { pooler: tcp(transactionPooler.port ?? 6543) }),
    };
    super(platform, id, { hosts: [host], ports });
    const problems = [...serverProblems(props)];
    if (problems.length > 0) throw new ConstructError(this, problems);
    const common = { database, user, password, tls };
    this.direct = {
      ...this.port('direct'),
      postgres: {
        ...common,
        name: `${id} (direct)`,
        address: this.port('direct').address,
        mode: 'session',
        limit: {
          setting: 'max_connections',
          total: direct.maxConnections,
          taken: {
            reserved: direct.reserved,
            ...(transactionPooler === undefined
              ? {}
              : { 'of the pooler': transactionPooler.serverConnections }),
          },
        },
      },
    };
    this.pooler =
      transactionPooler === undefined
        ? undefined
        : {
            ...this.port('pooler'),
            postgres: {
              ...common,
              name: `${id} (transaction pooler)`,
              address: this.port('pooler').address,
              mode: 'transaction',
              limit: { setting: 'max_client_conn', total: transactionPooler.maxClients, taken: {} },
            },
          };
  }

  /**
   * The pooler: a connection for each transaction, and nothing that lasts longer.
   * @throws ConstructError if the server was declared without one
   */
  get transactionPooler(): PostgresPort {
    if (this.pooler === undefined)
      throw new ConstructError(this, ['it was declared without transactionPooler']);
    return this.pooler;
  }

  private port(key: string): ExternalPortRef<'tcp'> {
    const port = this.ports[key];
    if (port === undefined) throw new ConstructError(this, [`it has no port ${key}`]);
    return port;
  }
}

const PLAINTEXT: readonly string[] = ['disable', 'allow', 'prefer'];

function* serverProblems({
  host,
  tls,
  plaintextAllowed = false,
  direct,
  transactionPooler,
}: ExternalPostgresProps): Iterable<string> {
  if (PLAINTEXT.includes(tls.sslmode) && !plaintextAllowed)
    yield `tls.sslmode is ${JSON.stringify(tls.sslmode)}, which sends or falls back to plaintext on the way to ${host}; expected require, verify-ca or verify-full (or plaintextAllowed, in development)`;
  const numbers = {
    'direct.maxConnections': direct.maxConnections,
    'transactionPooler.maxClients': transactionPooler?.maxClients,
    'transactionPooler.serverConnections': transactionPooler?.serverConnections,
  };
  for (const [field, value] of Object.entries(numbers)) {
    if (value !== undefined && !(Number.isInteger(value) && value > 0))
      yield `${field} is ${value}, expected a whole number of at least 1`;
  }
  const { maxConnections, reserved } = direct;
  if (!Number.isInteger(reserved) || reserved < 0 || reserved >= maxConnections)
    yield `direct.reserved is ${reserved}, expected a whole number from 0 to less than maxConnections, ${maxConnections}`;
}
