import type { LiveKitRedisBlock } from '../config/livekit-redis.js';
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
}

/**
 * The file that livekit-server reads. Only keys that the strict parser of 1.9.1 and of 1.13.5 knows
 * (livekit `pkg/config/config.go`): it refuses others, and exits with status 0. Keys and passwords come from variables.
 */
export function livekitConfig({ port, metricsPort, media, turn, redis, webhook }: LiveKitConfigProps) {
  return {
    port,
    prometheus: { port: metricsPort },
    logging: { json: true, level: 'info' },
    rtc:
      media.mode === 'hostNetwork'
        ? {
            port_range_start: media.udp.start,
            port_range_end: media.udp.end,
            tcp_port: media.tcp,
            use_external_ip: true,
          }
        : { udp_port: media.udp, tcp_port: media.tcp, use_external_ip: false },
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
          },
        }),
    ...(webhook === undefined ? {} : { webhook: { api_key: webhook.apiKey, urls: [webhook.url] } }),
  };
}
