/** The gRPC service of AIC, the codec assistance that ai-core serves. */
const SERVICE = 'auralink.aic.v1.AICCompressionService';

/** One frame, one answer. A codec waits no longer than one frame lasts. */
export const AIC_UNARY = {
  services: {
    [SERVICE]: ['CompressFrame', 'GetCompressionHints', 'AnalyzeNetworkConditions', 'HealthCheck'],
  },
  timeout: '30ms',
} as const;

/** A stream of frames in both directions, as long as the call lasts. */
export const AIC_STREAM = { services: { [SERVICE]: ['CompressStream'] }, stream: true } as const;
