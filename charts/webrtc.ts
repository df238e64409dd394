import { component, ejecting, LiveKitServer, livekitRedis, secret, type LiveKitMedia } from '../src/index.js';
import { aic, AIC_DEADLINE } from './aic.js';
import type { Components } from './connected.js';
import type { Environment } from './environments/schema.js';
import { release } from './release.js';

/** Longest that a participant's browser waits for an answer that is no stream. */
const SIGNALLING_TIMEOUT = '10s';

/** The SFU: signalling, media and TURN. */
export const webrtc = component({
  id: 'webrtc',
  build: (platform, env: Environment) =>
    new LiveKitServer(platform, 'webrtc', {
      namespace: 'auralink-media',
      ...release('auralink/webrtc-server', env.versions.webrtc),
      replicas: env.replicas.webrtc,
      resources: env.resources.webrtc,
      media: mediaOf(env),
      resilience: { library: 'go' },
      participants: env.livekit.participants,
      drainSeconds: env.livekit.drainSeconds,
      keys: secret('livekit', 'keys'),
      turn: { domain: env.hosts.turn, certificate: 'auralink-turn-cert' },
      inbound: {
        // Each participant holds a WebSocket, and one gateway pod may carry them all.
        pool: {
          connections: Math.ceil(participantsOf(env) * 1.25),
          requests: Math.ceil(participantsOf(env) * 1.25),
        },
        ...ejecting(env.replicas.webrtc, { consecutive5xx: 5, eject: '30s' }),
      },
    }),
  connect: ({ webrtc, dashboard, aiCore, meshRouting, redis, edge }: Components, env: Environment) => {
    const host = env.hosts.webrtc;
    const to = webrtc.ports.http;
    edge.route(host, {
      to,
      methods: ['GET'],
      paths: ['/rtc', '/rtc/v1'],
      stream: true,
      connections: participantsOf(env),
    });
    edge.route(host, {
      to,
      methods: ['GET'],
      paths: ['/rtc/validate', '/rtc/v1/validate'],
      timeout: SIGNALLING_TIMEOUT,
    });
    edge.route(host, { to, methods: ['POST'], paths: ['/twirp/*'], timeout: SIGNALLING_TIMEOUT });
    edge.route(host, { to, methods: ['GET'], paths: ['/agent'], stream: true });
    edge.route(host, {
      to,
      methods: ['GET', 'POST', 'PATCH', 'DELETE', 'OPTIONS'],
      paths: ['/whip/v1', '/whip/v1/*'],
      timeout: SIGNALLING_TIMEOUT,
    });
    edge.passthrough(env.hosts.turn, webrtc.ports.turn);

    webrtc.sendsWebhooks(dashboard.ports.http, {
      path: '/api/v1/webhooks/livekit',
      apiKey: 'auralink',
      timeout: '10s',
    });
    webrtc.usesAic(aiCore.ports.grpc, aic(env), { deadline: AIC_DEADLINE });
    webrtc.calls(meshRouting.ports.http, {
      methods: ['POST'],
      paths: ['/api/v1/mesh/find-route'],
      timeout: '1s',
    });
    webrtc.usesRedis(redis.server, livekitRedis({ pool: env.redis.pools.webrtc }), {
      breaker: { failures: 3 },
    });
  },
});

function participantsOf(env: Environment): number {
  return env.livekit.participants * env.replicas.webrtc;
}

function mediaOf({ livekit: { media } }: Environment): LiveKitMedia {
  if (media.mode === 'turnOnly') return media;
  return {
    ...media,
    exposed: 'Participants send media to the node itself; LiveKit admits only who holds a token.',
  };
}
