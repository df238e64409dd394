import type { LiveKitRedisBlock } from '../config/livekit-redis.js';
import type { LiveKitConfig } from '../../model/livekit/config.js';
import { isBefore } from '../../model/livekit/version.js';
import type { LiveKitMedia } from './media.js';

/** What the configuration is made from. */
export interface LiveKitConfigProps {
  readonly port: number;
  readonly metricsPort: number;
  readonly media: LiveKitMedia;
  readonly turn:
    { readonly domain: string; readonly tlsPort: number; readonly certificates: string } | undefined;
  readonly redis: LiveKitRedisBlock | undefined;
  readonly webhook: { readonly apiKey: string; readonly url: string } | undefined;
  readonly version: string;
  readonly podCidrs: readonly string[];
}

/**
 * The part of LiveKit's configuration that follows from the pod, its ports and its calls. Keys and passwords come from
 * variables.
 */
export function livekitConfig(props: LiveKitConfigProps): LiveKitConfig {
  const { port, metricsPort, media, turn, redis, webhook } = props;
  return {
    port,
    prometheus: { port: metricsPort },
    logging: { json: true, level: 'info' },
    rtc: rtcOf(media),
    ...(redis === undefined ? {} : { redis }),
    ...(turn === undefined
      ? {}
      : {
          turn: {
            enabled: true,
            domain: turn.domain,
            tls_port: turn.tlsPort,
            cert_file: `${turn.certificates}/tls.crt`,
            key_file: `${turn.certificates}/tls.key`,
            ...relayedPeers(props),
          },
        }),
    ...(webhook === undefined ? {} : { webhook: { api_key: webhook.apiKey, urls: [webhook.url] } }),
  };
}

function rtcOf(media: LiveKitMedia): NonNullable<LiveKitConfig['rtc']> {
  switch (media.mode) {
    case 'hostNetwork':
      return {
        port_range_start: media.udp.start,
        port_range_end: media.udp.end,
        tcp_port: media.tcp,
        use_external_ip: true,
      };
    case 'hostPort':
      return { udp_port: media.udp, tcp_port: media.tcp, use_external_ip: false };
    case 'turnOnly':
      return { udp_port: media.udp, tcp_port: 0, use_external_ip: false };
  }
}

/** TURN relays to private addresses without being asked to only before 1.13.5 (livekit `pkg/service/turn.go`). */
function relayedPeers({ media, version, podCidrs }: LiveKitConfigProps) {
  if (media.mode !== 'turnOnly' || isBefore(version, '1.13.5')) return {};
  return { allow_restricted_peer_cidrs: [...podCidrs] };
}
