/* eslint-disable max-lines -- two lines for each rule */
import { addressHostExists } from './address-host-exists.js';
import { addressHostRegistered } from './address-host-registered.js';
import { addressPortExists } from './address-port-exists.js';
import { addressProtocol } from './address-protocol.js';
import { aicConfigValid } from './aic-config-valid.js';
import { apiVersionServed } from './api-version-served.js';
import { applyOrder } from './apply-order.js';
import { authenticationSelectorMatches } from './authentication-selector-matches.js';
import { authorizationPolicyAllowOnTcp } from './authorization-policy-allow-on-tcp.js';
import { authorizationPolicyAllowsSomebody } from './authorization-policy-allows-somebody.js';
import { authorizationPolicyDenyOnTcp } from './authorization-policy-deny-on-tcp.js';
import { authorizationPolicyHostExists } from './authorization-policy-host-exists.js';
import { authorizationPolicyIdentityKnown } from './authorization-policy-identity-known.js';
import { authorizationPolicyIssuerChecked } from './authorization-policy-issuer-checked.js';
import { authorizationPolicyMethodKnown } from './authorization-policy-method-known.js';
import { authorizationPolicyNamespaceExists } from './authorization-policy-namespace-exists.js';
import { authorizationPolicyPathMatches } from './authorization-policy-path-matches.js';
import { authorizationPolicyPortOfPod } from './authorization-policy-port-of-pod.js';
import { authorizationPolicyPrincipalExists } from './authorization-policy-principal-exists.js';
import { authorizationPolicyProviderDefined } from './authorization-policy-provider-defined.js';
import { authorizationPolicyRuleEmpty } from './authorization-policy-rule-empty.js';
import { authorizationPolicySelectorMatches } from './authorization-policy-selector-matches.js';
import { authorizationPolicyServiceAccountExists } from './authorization-policy-service-account-exists.js';
import { authorizationPolicyTokenChecked } from './authorization-policy-token-checked.js';
import { autoscalerTargetExists } from './autoscaler-target-exists.js';
import { configKeyRead } from './config-key-read.js';
import { configMapExists } from './config-map-exists.js';
import { configMapKeyExists } from './config-map-key-exists.js';
import { destinationRuleApplies } from './destination-rule-applies.js';
import { destinationRuleHostOnce } from './destination-rule-host-once.js';
import { destinationRuleHostResolves } from './destination-rule-host-resolves.js';
import { destinationRuleHttpOnTcp } from './destination-rule-http-on-tcp.js';
import { destinationRuleOverridesMtls } from './destination-rule-overrides-mtls.js';
import { destinationRulePortOfService } from './destination-rule-port-of-service.js';
import { destinationRuleSelectorMatches } from './destination-rule-selector-matches.js';
import { destinationRuleSubsetLabels } from './destination-rule-subset-labels.js';
import { destinationRuleSubsetSelects } from './destination-rule-subset-selects.js';
import { destinationRuleSubsetUsed } from './destination-rule-subset-used.js';
import { destinationRuleTlsAccepted } from './destination-rule-tls-accepted.js';
import { destinationRuleTlsModeSet } from './destination-rule-tls-mode-set.js';
import { disruptionBudgetSelects } from './disruption-budget-selects.js';
import { envoyFilterOperation } from './envoy-filter-operation.js';
import { envoyFilterOrder } from './envoy-filter-order.js';
import { envoyFilterSelectorMatches } from './envoy-filter-selector-matches.js';
import { exportToNamespaceExists } from './export-to-namespace-exists.js';
import { exportToReachesProxy } from './export-to-reaches-proxy.js';
import { extensionSelectorMatches } from './extension-selector-matches.js';
import { fieldCombination } from './field-combination.js';
import { fieldDeprecated } from './field-deprecated.js';
import { fieldKnown } from './field-known.js';
import { fieldRequired } from './field-required.js';
import { fieldType } from './field-type.js';
import { fieldValue } from './field-value.js';
import { fileEncoding } from './file-encoding.js';
import { gatewayAllHostsAlone } from './gateway-all-hosts-alone.js';
import { gatewayCertificateOnce } from './gateway-certificate-once.js';
import { gatewayCredentialExists } from './gateway-credential-exists.js';
import { gatewayHostRouted } from './gateway-host-routed.js';
import { gatewayPortProtocol } from './gateway-port-protocol.js';
import { gatewayPortServed } from './gateway-port-served.js';
import { gatewayRedirectServed } from './gateway-redirect-served.js';
import { gatewaySelectorMatches } from './gateway-selector-matches.js';
import { gatewayTlsHostOnce } from './gateway-tls-host-once.js';
import { ingressBackendExists } from './ingress-backend-exists.js';
import { istioAnnotationDeprecated } from './istio-annotation-deprecated.js';
import { istioAnnotationKnown } from './istio-annotation-known.js';
import { istioAnnotationPlace } from './istio-annotation-place.js';
import { istioAnnotationValue } from './istio-annotation-value.js';
import { istioCombination } from './istio-combination.js';
import { istioRequired } from './istio-required.js';
import { istioValue } from './istio-value.js';
import { istioWarning } from './istio-warning.js';
import { livekitConfigValid } from './livekit-config-valid.js';
import { livekitGracePeriod } from './livekit-grace-period.js';
import { livekitKeyFile } from './livekit-key-file.js';
import { livekitKeyStrength } from './livekit-key-strength.js';
import { livekitKeysGiven } from './livekit-keys-given.js';
import { livekitLiveness } from './livekit-liveness.js';
import { livekitMediaRouted } from './livekit-media-routed.js';
import { livekitProbePath } from './livekit-probe-path.js';
import { livekitRedisShared } from './livekit-redis-shared.js';
import { livekitServiceLinks } from './livekit-service-links.js';
import { manifestIdentity } from './manifest-identity.js';
import { namespaceExists } from './namespace-exists.js';
import { namespaceInjectionOnce } from './namespace-injection-once.js';
import { namespaceInjectionSaid } from './namespace-injection-said.js';
import { networkPolicySelects } from './network-policy-selects.js';
import { objectOnce } from './object-once.js';
import { objectRepeated } from './object-repeated.js';
import { objectUsed } from './object-used.js';
import { outlierDetectionConsecutiveErrors } from './outlier-detection-consecutive-errors.js';
import { outlierDetectionGatewayErrors } from './outlier-detection-gateway-errors.js';
import { peerAuthenticationModeSet } from './peer-authentication-mode-set.js';
import { peerAuthenticationOnce } from './peer-authentication-once.js';
import { peerAuthenticationPortOfPod } from './peer-authentication-port-of-pod.js';
import { peerAuthenticationSelectorInRoot } from './peer-authentication-selector-in-root.js';
import { podInjectionValue } from './pod-injection-value.js';
import { podUserFree } from './pod-user-free.js';
import { policyEnforced } from './policy-enforced.js';
import { policyTargetExists } from './policy-target-exists.js';
import { policyTargetHasWaypoint } from './policy-target-has-waypoint.js';
import { probePortExists } from './probe-port-exists.js';
import { requestAuthenticationEnforced } from './request-authentication-enforced.js';
import { requestAuthenticationPrivateKey } from './request-authentication-private-key.js';
import { roleBindingResolves } from './role-binding-resolves.js';
import { secretExists } from './secret-exists.js';
import { secretInClear } from './secret-in-clear.js';
import { secretKeyExists } from './secret-key-exists.js';
import { secretPlaceholder } from './secret-placeholder.js';
import { serviceAccountExists } from './service-account-exists.js';
import { serviceEntryHostFree } from './service-entry-host-free.js';
import { serviceEntryHostOnce } from './service-entry-host-once.js';
import { serviceEntryImported } from './service-entry-imported.js';
import { serviceEntryProtocolsAgree } from './service-entry-protocols-agree.js';
import { serviceEntrySelectorMatches } from './service-entry-selector-matches.js';
import { servicePortProtocol } from './service-port-protocol.js';
import { servicePortsAgree } from './service-ports-agree.js';
import { serviceSelectorMatches } from './service-selector-matches.js';
import { serviceTargetPortDeclared } from './service-target-port-declared.js';
import { serviceTargetPortNamed } from './service-target-port-named.js';
import { sidecarEgressResolves } from './sidecar-egress-resolves.js';
import { sidecarOnce } from './sidecar-once.js';
import { sidecarOutboundModeSet } from './sidecar-outbound-mode-set.js';
import { sidecarSelectorInRoot } from './sidecar-selector-in-root.js';
import { sidecarSelectorMatches } from './sidecar-selector-matches.js';
import { statefulSetService } from './stateful-set-service.js';
import { storageClassExists } from './storage-class-exists.js';
import { suppressionKnown } from './suppression-known.js';
import { suppressionReasoned } from './suppression-reasoned.js';
import { suppressionUsed } from './suppression-used.js';
import { telemetryLogProviderGiven } from './telemetry-log-provider-given.js';
import { telemetryOnce } from './telemetry-once.js';
import { telemetryPodsHaveProxy } from './telemetry-pods-have-proxy.js';
import { telemetryProviderDefined } from './telemetry-provider-defined.js';
import { telemetrySelectorInRoot } from './telemetry-selector-in-root.js';
import { telemetrySelectorMatches } from './telemetry-selector-matches.js';
import { virtualServiceClaimChecked } from './virtual-service-claim-checked.js';
import { virtualServiceClaimValued } from './virtual-service-claim-valued.js';
import { virtualServiceDelegateExists } from './virtual-service-delegate-exists.js';
import { virtualServiceDelegateMatches } from './virtual-service-delegate-matches.js';
import { virtualServiceDelegateUsed } from './virtual-service-delegate-used.js';
import { virtualServiceDestinationOnce } from './virtual-service-destination-once.js';
import { virtualServiceDestinationResolves } from './virtual-service-destination-resolves.js';
import { virtualServiceFaultPercentage } from './virtual-service-fault-percentage.js';
import { virtualServiceGatewayExists } from './virtual-service-gateway-exists.js';
import { virtualServiceGatewayHostOnce } from './virtual-service-gateway-host-once.js';
import { virtualServiceHostAtGateway } from './virtual-service-host-at-gateway.js';
import { virtualServiceHostOnce } from './virtual-service-host-once.js';
import { virtualServiceHostResolves } from './virtual-service-host-resolves.js';
import { virtualServiceHttpOnTcp } from './virtual-service-http-on-tcp.js';
import { virtualServiceKindAtGateway } from './virtual-service-kind-at-gateway.js';
import { virtualServiceMatchEffective } from './virtual-service-match-effective.js';
import { virtualServiceMatchGatewayBound } from './virtual-service-match-gateway-bound.js';
import { virtualServiceMatchPossible } from './virtual-service-match-possible.js';
import { virtualServicePortExists } from './virtual-service-port-exists.js';
import { virtualServicePortGiven } from './virtual-service-port-given.js';
import { virtualServiceRedirectLoops } from './virtual-service-redirect-loops.js';
import { virtualServiceRouteReachable } from './virtual-service-route-reachable.js';
import { virtualServiceSourceLabelsMatch } from './virtual-service-source-labels-match.js';
import { virtualServiceSubsetAtGateway } from './virtual-service-subset-at-gateway.js';
import { virtualServiceSubsetDefined } from './virtual-service-subset-defined.js';
import { virtualServiceTcpOnHttp } from './virtual-service-tcp-on-http.js';
import { virtualServiceWeightAlone } from './virtual-service-weight-alone.js';
import { virtualServiceWeightGiven } from './virtual-service-weight-given.js';
import { volumeClaimExists } from './volume-claim-exists.js';
import { workloadHasService } from './workload-has-service.js';
import { yamlAfterEnd } from './yaml-after-end.js';
import { yamlAlias } from './yaml-alias.js';
import { yamlDuplicateKey } from './yaml-duplicate-key.js';
import { yamlKey } from './yaml-key.js';
import { yamlNesting } from './yaml-nesting.js';
import { yamlSyntax } from './yaml-syntax.js';

import type { Rule } from '../rule.js';

/** Every rule, by id. */
export const RULES: readonly Rule[] = [
  addressHostExists,
  addressHostRegistered,
  addressPortExists,
  addressProtocol,
  aicConfigValid,
  apiVersionServed,
  applyOrder,
  authenticationSelectorMatches,
  authorizationPolicyAllowOnTcp,
  authorizationPolicyAllowsSomebody,
  authorizationPolicyDenyOnTcp,
  authorizationPolicyHostExists,
  authorizationPolicyIdentityKnown,
  authorizationPolicyIssuerChecked,
  authorizationPolicyMethodKnown,
  authorizationPolicyNamespaceExists,
  authorizationPolicyPathMatches,
  authorizationPolicyPortOfPod,
  authorizationPolicyPrincipalExists,
  authorizationPolicyProviderDefined,
  authorizationPolicyRuleEmpty,
  authorizationPolicySelectorMatches,
  authorizationPolicyServiceAccountExists,
  authorizationPolicyTokenChecked,
  autoscalerTargetExists,
  configKeyRead,
  configMapExists,
  configMapKeyExists,
  destinationRuleApplies,
  destinationRuleHostOnce,
  destinationRuleHostResolves,
  destinationRuleHttpOnTcp,
  destinationRuleOverridesMtls,
  destinationRulePortOfService,
  destinationRuleSelectorMatches,
  destinationRuleSubsetLabels,
  destinationRuleSubsetSelects,
  destinationRuleSubsetUsed,
  destinationRuleTlsAccepted,
  destinationRuleTlsModeSet,
  disruptionBudgetSelects,
  envoyFilterOperation,
  envoyFilterOrder,
  envoyFilterSelectorMatches,
  exportToNamespaceExists,
  exportToReachesProxy,
  extensionSelectorMatches,
  fieldCombination,
  fieldDeprecated,
  fieldKnown,
  fieldRequired,
  fieldType,
  fieldValue,
  fileEncoding,
  gatewayAllHostsAlone,
  gatewayCertificateOnce,
  gatewayCredentialExists,
  gatewayHostRouted,
  gatewayPortProtocol,
  gatewayPortServed,
  gatewayRedirectServed,
  gatewaySelectorMatches,
  gatewayTlsHostOnce,
  ingressBackendExists,
  istioAnnotationDeprecated,
  istioAnnotationKnown,
  istioAnnotationPlace,
  istioAnnotationValue,
  istioCombination,
  istioRequired,
  istioValue,
  istioWarning,
  livekitConfigValid,
  livekitGracePeriod,
  livekitKeyFile,
  livekitKeyStrength,
  livekitKeysGiven,
  livekitLiveness,
  livekitMediaRouted,
  livekitProbePath,
  livekitRedisShared,
  livekitServiceLinks,
  manifestIdentity,
  namespaceExists,
  namespaceInjectionOnce,
  namespaceInjectionSaid,
  networkPolicySelects,
  objectOnce,
  objectRepeated,
  objectUsed,
  outlierDetectionConsecutiveErrors,
  outlierDetectionGatewayErrors,
  peerAuthenticationModeSet,
  peerAuthenticationOnce,
  peerAuthenticationPortOfPod,
  peerAuthenticationSelectorInRoot,
  podInjectionValue,
  podUserFree,
  policyEnforced,
  policyTargetExists,
  policyTargetHasWaypoint,
  probePortExists,
  requestAuthenticationEnforced,
  requestAuthenticationPrivateKey,
  roleBindingResolves,
  secretExists,
  secretInClear,
  secretKeyExists,
  secretPlaceholder,
  serviceAccountExists,
  serviceEntryHostFree,
  serviceEntryHostOnce,
  serviceEntryImported,
  serviceEntryProtocolsAgree,
  serviceEntrySelectorMatches,
  servicePortProtocol,
  servicePortsAgree,
  serviceSelectorMatches,
  serviceTargetPortDeclared,
  serviceTargetPortNamed,
  sidecarEgressResolves,
  sidecarOnce,
  sidecarOutboundModeSet,
  sidecarSelectorInRoot,
  sidecarSelectorMatches,
  statefulSetService,
  storageClassExists,
  suppressionKnown,
  suppressionReasoned,
  suppressionUsed,
  telemetryLogProviderGiven,
  telemetryOnce,
  telemetryPodsHaveProxy,
  telemetryProviderDefined,
  telemetrySelectorInRoot,
  telemetrySelectorMatches,
  virtualServiceClaimChecked,
  virtualServiceClaimValued,
  virtualServiceDelegateExists,
  virtualServiceDelegateMatches,
  virtualServiceDelegateUsed,
  virtualServiceDestinationOnce,
  virtualServiceDestinationResolves,
  virtualServiceFaultPercentage,
  virtualServiceGatewayExists,
  virtualServiceGatewayHostOnce,
  virtualServiceHostAtGateway,
  virtualServiceHostOnce,
  virtualServiceHostResolves,
  virtualServiceHttpOnTcp,
  virtualServiceKindAtGateway,
  virtualServiceMatchEffective,
  virtualServiceMatchGatewayBound,
  virtualServiceMatchPossible,
  virtualServicePortExists,
  virtualServicePortGiven,
  virtualServiceRedirectLoops,
  virtualServiceRouteReachable,
  virtualServiceSourceLabelsMatch,
  virtualServiceSubsetAtGateway,
  virtualServiceSubsetDefined,
  virtualServiceTcpOnHttp,
  virtualServiceWeightAlone,
  virtualServiceWeightGiven,
  volumeClaimExists,
  workloadHasService,
  yamlAfterEnd,
  yamlAlias,
  yamlDuplicateKey,
  yamlKey,
  yamlNesting,
  yamlSyntax,
];
