import { aicCalls, type AicCallOptions } from '../config/aic-calls.js';
import { aicGrpcConfig } from '../config/aic-grpc.js';
import { aicProtocol } from '../config/aic-protocol.js';
import type { AicPolicy } from '../config/aic.js';
import type { LiveKitRedis, LiveKitRedisBlock } from '../config/livekit-redis.js';
import type { LiveKitConfig } from '../../model/livekit/config.js';
import { livekitConfigProblems } from '../../model/livekit/problems.js';
import { livekitYaml } from '../../model/livekit/yaml.js';
import { ConstructError, describeProblem } from '../construct-error.js';
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
import { merged, saidTwice } from './merge.js';
import { podOf } from './pod.js';
import { secretsIn } from './secrets-in.js';

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
  /** The longest call that is expected, in seconds. The server looks every 5 s whether it is empty, and ends open
   *  requests for 5 s more (livekit `pkg/service/server.go`, Stop), so `drainSeconds` has to be 10 s more.
   *  @default - `drainSeconds` decides how long a call may last */
  readonly longestCallSeconds?: number;
  readonly inbound?: Inbound;
  /** Where the program finds the breakers and retries of its calls: livekit-server itself reads none, a fork may.
   *  @default - it has none */
  readonly resilience?: ResilienceFile;
  /** The version of livekit-server that the image is, or of which it is a fork: keys that it lacks are refused.
   *  @default '1.9.1' */
  readonly version?: string;
  /** The rest of LiveKit's configuration, under its own names. What is derived from the other props (ports, addresses,
   *  TURN, webhooks) cannot be said again, and secrets cannot be said at all.
   *  @default - LiveKit's own defaults */
  readonly config?: LiveKitConfig;
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
  private readonly turnOnly: boolean;
  private readonly hasOwnRedis: boolean;
  private readonly files: Record<string, string | (() => string)>;
  private webhook: { readonly apiKey: string; readonly url: string } | undefined;

  /** @throws ConstructError for numbers that cannot hold the participants */
  constructor(platform: Platform, id: string, props: LiveKitServerProps) {
    const { media, turn } = props;
    const ports: LiveKitPorts = { http: http(7880), metrics: http(6789), turn: tls(turn.port ?? 5349) };
    const version = props.version ?? '1.9.1';
    const derived = (): LiveKitConfig =>
      livekitConfig({
        port: ports.http.number,
        metricsPort: ports.metrics.number,
        media,
        turn: { domain: turn.domain, tlsPort: ports.turn.number, certificates: CERTIFICATES },
        // Their addresses are known once the calls are declared.
        redis: this.redis,
        webhook: this.webhook,
        version,
        podCidrs: platform.mesh.podCidrs ?? [],
      });
    const files: Record<string, string | (() => string)> = {
      'livekit.yaml': () => livekitYaml(merged(derived(), props.config ?? {})),
    };
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
      ...podOf(media),
      args: ['--config', '/etc/livekit/livekit.yaml'],
      env: { LIVEKIT_KEYS: props.keys },
      volumes,
      metrics: { port: 'metrics' },
      probes: { liveness: { tcp: 'http' }, readiness: { get: '/', port: 'http' } },
      terminationGraceSeconds: props.drainSeconds,
    });
    this.files = files;
    this.turnOnly = media.mode === 'turnOnly';
    this.hasOwnRedis = props.config?.redis !== undefined;
    const problems = [...mediaProblems(media, props.participants), ...drainProblems(props)];
    problems.push(...this.configProblems(derived(), props.config ?? {}, version));
    if (problems.length > 0) throw new ConstructError(this, problems);
    this.node.addValidation({ validate: (): string[] => this.unconnected() });
  }

  private configProblems(derived: LiveKitConfig, own: LiveKitConfig, version: string): readonly string[] {
    const first = [...secretsIn(own), ...saidTwice(derived, own)];
    if (first.length > 0) return first;
    return livekitConfigProblems(merged(derived, own), version).map(
      (problem) => `config.${describeProblem(problem)}`,
    );
  }

  /** What is missing when all calls and routes are declared. */
  private unconnected(): string[] {
    const problems: string[] = [];
    const { replicas } = this.props;
    const hasBus = this.hasOwnRedis || this.redis !== undefined;
    if (replicas !== 1 && !hasBus)
      problems.push(
        'it uses no Redis, expected usesRedis(…) with several replicas: each server would have its own rooms',
      );
    const routes = this.platform.edge?.routes ?? [];
    if (this.turnOnly && !routes.some(({ to }) => to === this.ports.turn))
      problems.push('media is TURN only, expected edge.passthrough(…) to ports.turn: no participant gets in');
    return problems;
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

function drainProblems({ drainSeconds, longestCallSeconds }: LiveKitServerProps): readonly string[] {
  if (longestCallSeconds === undefined || drainSeconds >= longestCallSeconds + 10) return [];
  return [
    `drainSeconds is ${drainSeconds}, expected at least ${longestCallSeconds + 10}: the longest call, ${longestCallSeconds}, and 10 to end`,
  ];
}
