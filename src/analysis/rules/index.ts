import { apiVersionServed } from './api-version-served.js';
import { applyOrder } from './apply-order.js';
import { fieldCombination } from './field-combination.js';
import { fieldKnown } from './field-known.js';
import { fieldRequired } from './field-required.js';
import { fieldType } from './field-type.js';
import { fieldValue } from './field-value.js';
import { fileEncoding } from './file-encoding.js';
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
import { objectOnce } from './object-once.js';
import { objectRepeated } from './object-repeated.js';
import { suppressionKnown } from './suppression-known.js';
import { suppressionReasoned } from './suppression-reasoned.js';
import { suppressionUsed } from './suppression-used.js';
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
  objectOnce,
  objectRepeated,
  suppressionKnown,
  suppressionReasoned,
  suppressionUsed,
  yamlAfterEnd,
  yamlAlias,
  yamlDuplicateKey,
  yamlKey,
  yamlNesting,
  yamlSyntax,
];
