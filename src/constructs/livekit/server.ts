import { stringify } from 'yaml';
import { aicCalls, type AicCallOptions } from '../config/aic-calls.js';
import { aicGrpcConfig } from '../config/aic-grpc.js';
import { aicProtocol } from '../config/aic-protocol.js';
import type { AicPolicy } from '../config/aic.js';
import { ConstructError } from '../construct-error.js';
import type { LiveKitRedis, LiveKitRedisBlock } from '../config/livekit-redis.js';
import type { Patience } from '../platform/call-options.js';
import type { Platform } from '../platform/platform.js';
import type { PortRef } from '../platform/port-ref.js';
import { http, tls, type PortSpec } from '../platform/protocol.js';
import type { RedisPort } from '../platform/redis-port.js';
import type { SecretRef } from '../platform/secret.js';
import type { ApplicationSide, ResilienceFile } from '../platform/resilience-options.js';
import { Workload } from '../platform/workload.js';
import type { Canary, Inbound, Resources, Volume } from '../platform/workload-props.js';
import { livekitConfig } from './config.js';
import { mediaProblems, type LiveKitMedia } from './media.js';

/** TURN over TLS, which the server ends itself. */
export interface TurnProps {
  readonly domain: string;
  /** The Secret (type kubernetes.io/tls) with the certificate of the domain, in the server's namespace. */
  readonly certificate: string;
  /** @default 5349 */
  readonly port?: number;
}

/** Props of a LiveKitServer. */
export interface LiveKitServerProps {
  readonly namespace: string;
  readonly image: string;
  readonly replicas: number;
  readonly canary?: Canary | undefined;
  readonly resources: Resources;
  readonly media: LiveKitMedia;
  /** How many participants one server holds at the most. */
  readonly participants: number;
  /** The API keys, as text `key: secret`, one a line. */
  readonly keys: SecretRef;
  readonly turn: TurnProps;
  /** How long a call may last: a server that stops waits so many seconds for its participants to leave. */
  readonly drainSeconds: number;
  readonly inbound?: Inbound;
  /** Where the program finds the breakers and retries of its calls: livekit-server itself reads none, a fork may.
   *  @default - it has none */
  readonly resilience?: ResilienceFile;
}

/** The ports of a LiveKit server: signalling and API, metrics, TURN over TLS. */
export interface LiveKitPorts {
  readonly http: PortSpec<'http'>;
  readonly metrics: PortSpec<'http'>;
  readonly turn: PortSpec<'tls'>;
  readonly [key: string]: PortSpec;
}

const CERTIFICATES = '/etc/livekit-turn';

/**
 * A LiveKit server (an SFU). Liveness is the open port and readiness `GET /`: with Redis gone `/` answers 406, and a
 * liveness probe on it would restart every server and end every call (livekit `pkg/service/server.go`).
 */
export class LiveKitServer extends Workload<LiveKitPorts> {
  private redis: LiveKitRedisBlock | undefined;
  private readonly files: Record<string, string | (() => string)>;
  private webhook: { readonly apiKey: string; readonly url: string } | undefined;

  /** @throws ConstructError for numbers that cannot hold the participants */
  constructor(platform: Platform, id: string, props: LiveKitServerProps) {
    const { media, turn } = props;
    const ports: LiveKitPorts = { http: http(7880), metrics: http(6789), turn: tls(turn.port ?? 5349) };
    // The file names the addresses of Redis and of the webhook, which are known once the calls are declared.
    const file = (): string =>
      stringify(
        livekitConfig({
          port: ports.http.number,
          metricsPort: ports.metrics.number,
          media,
          turn: { domain: turn.domain, tlsPort: ports.turn.number, certificates: CERTIFICATES },
          redis: this.redis,
          webhook: this.webhook,
        }),
      );
    const files: Record<string, string | (() => string)> = { 'livekit.yaml': file };
    const volumes: Readonly<Record<string, Volume>> = {
      config: { path: '/etc/livekit', config: files },
      turn: { path: CERTIFICATES, secret: turn.certificate, keys: ['tls.crt', 'tls.key'] },
    };
    super(platform, id, {
      namespace: props.namespace,
      image: props.image,
      replicas: props.replicas,
      canary: props.canary,
      ports,
      resources: props.resources,
      ...(props.inbound === undefined ? {} : { inbound: props.inbound }),
      ...(props.resilience === undefined ? {} : { resilience: props.resilience }),
      media: { ports: mediaPorts(media), exposed: media.exposed },
      ...(media.mode === 'hostNetwork'
        ? { hostNetwork: { exposed: media.exposed } }
        : { podFields: { NODE_IP: 'status.hostIP' } }),
      args: ['--config', '/etc/livekit/livekit.yaml'],
      env: { LIVEKIT_KEYS: props.keys },
      volumes,
      metrics: { port: 'metrics' },
      probes: { liveness: { tcp: 'http' }, readiness: { get: '/', port: 'http' } },
      terminationGraceSeconds: props.drainSeconds,
    });
    this.files = files;
    const problems = [...mediaProblems(media, props.participants)];
    if (problems.length > 0) throw new ConstructError(this, problems);
  }

  /** Joins the servers that share a Redis: each finds the rooms of the others. */
  override usesRedis(to: RedisPort, client: LiveKitRedis, options: ApplicationSide = {}): void {
    super.usesRedis(to, client, options);
    this.redis = client.block(to.redis);
  }

  /** Sends events to an HTTP port, and declares the call that this is. `apiKey` is the name of one of the keys. */
  sendsWebhooks(
    to: PortRef<'http'>,
    options: Patience & { readonly path: string; readonly apiKey: string },
  ): void {
    const { path, apiKey, ...patience } = options;
    this.calls(to, { methods: ['POST'], paths: [path], ...patience });
    this.webhook = { apiKey, url: `http://${to.address.host}:${to.address.port}${path}` };
  }

  /**
   * Lets AIC compress what the server forwards: declares the calls, and puts `aic_protocol.yaml` and `aic-config.json`
   * beside LiveKit's own file, which must not have a word of it. LiveKit itself reads neither; a fork may.
   * @throws ConstructError for a policy that cannot be, and for one whose times do not fit within the deadline
   */
  usesAic(to: PortRef<'grpc'>, policy: AicPolicy, options: AicCallOptions): void {
    aicCalls(this, to, policy, options);
    this.files['aic_protocol.yaml'] = aicProtocol(policy, to.address);
    this.files['aic-config.json'] = aicGrpcConfig(policy);
  }
}

/** A range of UDP ports cannot be listed; on the network of the node it does not have to be. */
function mediaPorts(media: LiveKitMedia) {
  return {
    'rtc-tcp': { protocol: 'TCP' as const, number: media.tcp },
    ...(media.mode === 'hostPort' ? { 'rtc-udp': { protocol: 'UDP' as const, number: media.udp } } : {}),
  };
}
