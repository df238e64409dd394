import { addressHostExists } from './address-host-exists.js';
import { addressPortExists } from './address-port-exists.js';
import { addressProtocol } from './address-protocol.js';
import { apiVersionServed } from './api-version-served.js';
import { applyOrder } from './apply-order.js';
import { autoscalerTargetExists } from './autoscaler-target-exists.js';
import { configKeyRead } from './config-key-read.js';
import { configMapExists } from './config-map-exists.js';
import { configMapKeyExists } from './config-map-key-exists.js';
import { destinationRuleHostResolves } from './destination-rule-host-resolves.js';
import { disruptionBudgetSelects } from './disruption-budget-selects.js';
import { fieldCombination } from './field-combination.js';
import { fieldKnown } from './field-known.js';
import { fieldRequired } from './field-required.js';
import { fieldType } from './field-type.js';
import { fieldValue } from './field-value.js';
import { fileEncoding } from './file-encoding.js';
import { ingressBackendExists } from './ingress-backend-exists.js';
import { manifestIdentity } from './manifest-identity.js';
import { namespaceExists } from './namespace-exists.js';
import { networkPolicySelects } from './network-policy-selects.js';
import { objectOnce } from './object-once.js';
import { objectRepeated } from './object-repeated.js';
import { objectUsed } from './object-used.js';
import { probePortExists } from './probe-port-exists.js';
import { roleBindingResolves } from './role-binding-resolves.js';
import { secretExists } from './secret-exists.js';
import { secretInClear } from './secret-in-clear.js';
import { secretKeyExists } from './secret-key-exists.js';
import { secretPlaceholder } from './secret-placeholder.js';
import { serviceAccountExists } from './service-account-exists.js';
import { servicePortProtocol } from './service-port-protocol.js';
import { servicePortsAgree } from './service-ports-agree.js';
import { serviceSelectorMatches } from './service-selector-matches.js';
import { serviceTargetPortDeclared } from './service-target-port-declared.js';
import { serviceTargetPortNamed } from './service-target-port-named.js';
import { statefulSetService } from './stateful-set-service.js';
import { storageClassExists } from './storage-class-exists.js';
import { suppressionKnown } from './suppression-known.js';
import { suppressionReasoned } from './suppression-reasoned.js';
import { suppressionUsed } from './suppression-used.js';
import { virtualServiceDestinationResolves } from './virtual-service-destination-resolves.js';
import { virtualServiceGatewayExists } from './virtual-service-gateway-exists.js';
import { virtualServiceHostAtGateway } from './virtual-service-host-at-gateway.js';
import { virtualServiceHostResolves } from './virtual-service-host-resolves.js';
import { virtualServiceMatchGatewayBound } from './virtual-service-match-gateway-bound.js';
import { virtualServicePortExists } from './virtual-service-port-exists.js';
import { virtualServicePortGiven } from './virtual-service-port-given.js';
import { virtualServiceSubsetDefined } from './virtual-service-subset-defined.js';
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
  addressPortExists,
  addressProtocol,
  apiVersionServed,
  applyOrder,
  autoscalerTargetExists,
  configKeyRead,
  configMapExists,
  configMapKeyExists,
  destinationRuleHostResolves,
  disruptionBudgetSelects,
  fieldCombination,
  fieldKnown,
  fieldRequired,
  fieldType,
  fieldValue,
  fileEncoding,
  ingressBackendExists,
  manifestIdentity,
  namespaceExists,
  networkPolicySelects,
  objectOnce,
  objectRepeated,
  objectUsed,
  probePortExists,
  roleBindingResolves,
  secretExists,
  secretInClear,
  secretKeyExists,
  secretPlaceholder,
  serviceAccountExists,
  servicePortProtocol,
  servicePortsAgree,
  serviceSelectorMatches,
  serviceTargetPortDeclared,
  serviceTargetPortNamed,
  statefulSetService,
  storageClassExists,
  suppressionKnown,
  suppressionReasoned,
  suppressionUsed,
  virtualServiceDestinationResolves,
  virtualServiceGatewayExists,
  virtualServiceHostAtGateway,
  virtualServiceHostResolves,
  virtualServiceMatchGatewayBound,
  virtualServicePortExists,
  virtualServicePortGiven,
  virtualServiceSubsetDefined,
  volumeClaimExists,
  workloadHasService,
  yamlAfterEnd,
  yamlAlias,
  yamlDuplicateKey,
  yamlKey,
  yamlNesting,
  yamlSyntax,
];
