import { apiVersionServed } from './api-version-served.js';
import { applyOrder } from './apply-order.js';
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
import { requestAuthenticationPrivateKey } from './request-authentication-private-key.js';
import { suppressionKnown } from './suppression-known.js';
import { suppressionReasoned } from './suppression-reasoned.js';
import { suppressionUsed } from './suppression-used.js';
import { virtualServiceMatchIneffective } from './virtual-service-match-ineffective.js';
import { virtualServiceRuleUnreachable } from './virtual-service-rule-unreachable.js';
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
  requestAuthenticationPrivateKey,
  suppressionKnown,
  suppressionReasoned,
  suppressionUsed,
  virtualServiceMatchIneffective,
  virtualServiceRuleUnreachable,
  yamlAfterEnd,
  yamlAlias,
  yamlDuplicateKey,
  yamlKey,
  yamlNesting,
  yamlSyntax,
];
