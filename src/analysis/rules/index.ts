import { apiVersionServed } from './api-version-served.js';
import { applyOrder } from './apply-order.js';
import { authorizationPolicyAllowOnTcp } from './authorization-policy-allow-on-tcp.js';
import { authorizationPolicyDenyOnTcp } from './authorization-policy-deny-on-tcp.js';
import { authorizationPolicyRuleEmpty } from './authorization-policy-rule-empty.js';
import { configMapExists } from './config-map-exists.js';
import { configMapKeyExists } from './config-map-key-exists.js';
import { destinationRuleHostResolves } from './destination-rule-host-resolves.js';
import { destinationRuleOverridesMtls } from './destination-rule-overrides-mtls.js';
import { destinationRulePortOfService } from './destination-rule-port-of-service.js';
import { destinationRuleTlsModeSet } from './destination-rule-tls-mode-set.js';
import { exportToNamespaceExists } from './export-to-namespace-exists.js';
import { fieldCombination } from './field-combination.js';
import { fieldKnown } from './field-known.js';
import { fieldRequired } from './field-required.js';
import { fieldType } from './field-type.js';
import { fieldValue } from './field-value.js';
import { fileEncoding } from './file-encoding.js';
import { istioCombination } from './istio-combination.js';
import { istioRequired } from './istio-required.js';
import { istioValue } from './istio-value.js';
import { istioWarning } from './istio-warning.js';
import { manifestIdentity } from './manifest-identity.js';
import { namespaceExists } from './namespace-exists.js';
import { objectOnce } from './object-once.js';
import { objectRepeated } from './object-repeated.js';
import { outlierDetectionConsecutiveErrors } from './outlier-detection-consecutive-errors.js';
import { outlierDetectionGatewayErrors } from './outlier-detection-gateway-errors.js';
import { peerAuthenticationModeSet } from './peer-authentication-mode-set.js';
import { peerAuthenticationPortOfPod } from './peer-authentication-port-of-pod.js';
import { peerAuthenticationSelectorInRoot } from './peer-authentication-selector-in-root.js';
import { requestAuthenticationEnforced } from './request-authentication-enforced.js';
import { requestAuthenticationPrivateKey } from './request-authentication-private-key.js';
import { secretExists } from './secret-exists.js';
import { secretKeyExists } from './secret-key-exists.js';
import { servicePortProtocol } from './service-port-protocol.js';
import { servicePortsAgree } from './service-ports-agree.js';
import { serviceSelectorMatches } from './service-selector-matches.js';
import { serviceTargetPortDeclared } from './service-target-port-declared.js';
import { serviceTargetPortNamed } from './service-target-port-named.js';
import { sidecarOutboundModeSet } from './sidecar-outbound-mode-set.js';
import { suppressionKnown } from './suppression-known.js';
import { suppressionReasoned } from './suppression-reasoned.js';
import { suppressionUsed } from './suppression-used.js';
import { virtualServiceDestinationResolves } from './virtual-service-destination-resolves.js';
import { virtualServiceFaultPercentage } from './virtual-service-fault-percentage.js';
import { virtualServiceGatewayExists } from './virtual-service-gateway-exists.js';
import { virtualServiceHostAtGateway } from './virtual-service-host-at-gateway.js';
import { virtualServiceHostResolves } from './virtual-service-host-resolves.js';
import { virtualServiceMatchGatewayBound } from './virtual-service-match-gateway-bound.js';
import { virtualServicePortExists } from './virtual-service-port-exists.js';
import { virtualServicePortGiven } from './virtual-service-port-given.js';
import { virtualServiceSubsetDefined } from './virtual-service-subset-defined.js';
import { yamlAfterEnd } from './yaml-after-end.js';
import { yamlAlias } from './yaml-alias.js';
import { yamlDuplicateKey } from './yaml-duplicate-key.js';
import { yamlKey } from './yaml-key.js';
import { yamlNesting } from './yaml-nesting.js';
import { yamlSyntax } from './yaml-syntax.js';

import type { Rule } from '../rule.js';

/** Every rule, by id. */
export const RULES: readonly Rule[] = [
  apiVersionServed,
  applyOrder,
  authorizationPolicyAllowOnTcp,
  authorizationPolicyDenyOnTcp,
  authorizationPolicyRuleEmpty,
  configMapExists,
  configMapKeyExists,
  destinationRuleHostResolves,
  destinationRuleOverridesMtls,
  destinationRulePortOfService,
  destinationRuleTlsModeSet,
  exportToNamespaceExists,
  fieldCombination,
  fieldKnown,
  fieldRequired,
  fieldType,
  fieldValue,
  fileEncoding,
  istioCombination,
  istioRequired,
  istioValue,
  istioWarning,
  manifestIdentity,
  namespaceExists,
  objectOnce,
  objectRepeated,
  outlierDetectionConsecutiveErrors,
  outlierDetectionGatewayErrors,
  peerAuthenticationModeSet,
  peerAuthenticationPortOfPod,
  peerAuthenticationSelectorInRoot,
  requestAuthenticationEnforced,
  requestAuthenticationPrivateKey,
  secretExists,
  secretKeyExists,
  servicePortProtocol,
  servicePortsAgree,
  serviceSelectorMatches,
  serviceTargetPortDeclared,
  serviceTargetPortNamed,
  sidecarOutboundModeSet,
  suppressionKnown,
  suppressionReasoned,
  suppressionUsed,
  virtualServiceDestinationResolves,
  virtualServiceFaultPercentage,
  virtualServiceGatewayExists,
  virtualServiceHostAtGateway,
  virtualServiceHostResolves,
  virtualServiceMatchGatewayBound,
  virtualServicePortExists,
  virtualServicePortGiven,
  virtualServiceSubsetDefined,
  yamlAfterEnd,
  yamlAlias,
  yamlDuplicateKey,
  yamlKey,
  yamlNesting,
  yamlSyntax,
];
