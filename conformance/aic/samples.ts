import type { AicPolicy } from '../../src/constructs/config/aic.js';

/** Policies that have everything, each value another than usual; nothing that can be left out; and what is usual. */
export const samples: Readonly<Record<string, AicPolicy>> = {
  everything: {
    enabled: true,
    mode: 'aggressive',
    modes: {
      conservative: { reduction: '55%' },
      aggressive: { reduction: '91.5%', minQuality: '62.5%', maxLatency: '27ms' },
    },
    adaptive: { highLatency: '0.2s', packetLoss: '2.5%', lowBandwidth: '750kbps' },
    fallback: { after: '28ms' },
    rtpExtensionId: 14,
    monitoring: { interval: '15s', measures: ['latency', 'bandwidthSavings'] },
    abTest: '7%',
    cache: { ttl: '60s', maxSize: '256MB' },
    predictive: true,
    gpu: true,
    model: 'small',
  },
  nothing: {
    mode: 'conservative',
    adaptive: false,
    fallback: false,
    rtpExtensionId: false,
    monitoring: false,
    cache: false,
  },
  usual: { enabled: true },
};
