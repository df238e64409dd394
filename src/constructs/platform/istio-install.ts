import type { JsonObject } from '../../model/json.js';
import type { Platform } from './platform.js';
import { extensionProvider } from './spans.js';

/**
 * The values file with which `istioctl install -f` sets up what the platform relies on. It is no manifest: kubectl must
 * not apply it. (https://istio.io/latest/docs/reference/config/istio.operator.v1alpha1/)
 */
export function istioInstall(platform: Platform): JsonObject {
  const { mesh, props, spans } = platform;
  return {
    apiVersion: 'install.istio.io/v1alpha1',
    kind: 'IstioOperator',
    metadata: { name: props.name, namespace: mesh.rootNamespace },
    spec: {
      profile: 'default',
      components: { cni: { enabled: mesh.cni } },
      meshConfig: {
        rootNamespace: mesh.rootNamespace,
        trustDomain: mesh.trustDomain,
        outboundTrafficPolicy: { mode: mesh.outboundTrafficPolicy },
        enableTracing: true,
        defaultConfig: {
          holdApplicationUntilProxyStarts: true,
          proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'true' },
        },
        ...(spans === undefined ? {} : { extensionProviders: [extensionProvider(spans)] }),
      },
    },
  };
}
