import { z } from 'zod';
import { formatted } from '../settings/formatted.js';
import { objectLabelName } from '../formats/label.js';

/**
 * The fields of MeshConfig of which nothing is asked but that they exist, so that a misspelt one is found
 * (istio.io/api 1.31, mesh/v1alpha1/config.proto).
 */
const OTHERS = [
  'accessLogEncoding',
  'accessLogFile',
  'accessLogFormat',
  'ca',
  'caCertificates',
  'certificates',
  'configSources',
  'connectTimeout',
  'defaultConfig',
  'defaultDestinationRuleExportTo',
  'defaultHttpRetryPolicy',
  'defaultProviders',
  'defaultServiceExportTo',
  'defaultTrafficPolicy',
  'defaultVirtualServiceExportTo',
  'disableEnvoyListenerLog',
  'discoverySelectors',
  'dnsRefreshRate',
  'enableAutoMtls',
  'enableEnvoyAccessLogService',
  'enablePrometheusMerge',
  'enableTracing',
  'extensionProviders',
  'h2UpgradePolicy',
  'hboneIdleTimeout',
  'inboundClusterStatName',
  'inboundTrafficPolicy',
  'ingressClass',
  'ingressControllerMode',
  'ingressSelector',
  'ingressService',
  'localityLbSetting',
  'meshMTLS',
  'outboundClusterStatName',
  'pathNormalization',
  'protocolDetectionTimeout',
  'proxyHttpPort',
  'proxyInboundListenPort',
  'proxyListenPort',
  'serviceEntryVisibility',
  'serviceScopeConfigs',
  'serviceSettings',
  'tcpKeepalive',
  'tlsDefaults',
  'trustDomainAliases',
  'verifyCertificateAtClient',
  'zoneAwareLbSetting',
] as const;

/** The MeshConfig of the installation, as `istioctl install` and the ConfigMap `istio` take it. */
export const meshConfigSchema = z
  .strictObject({
    rootNamespace: formatted(objectLabelName).optional(),
    trustDomain: z.string().min(1).optional(),
    outboundTrafficPolicy: z
      .looseObject({
        mode: z.enum(['ALLOW_ANY', 'REGISTRY_ONLY', 'ALLOW_ANY_DYNAMIC_DNS']).optional(),
      })
      .optional(),
    ...Object.fromEntries(OTHERS.map((name) => [name, z.unknown().optional()])),
  })
  .describe('The MeshConfig of the installation; one that the set has counts more');
