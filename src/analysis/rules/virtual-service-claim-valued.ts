import { isJsonObject } from '../../model/json.js';
import { claimMatches } from '../routes/claim-matches.js';
import { defineRule } from '../rule.js';

// istio pilot/pkg/networking/core/route/route.go, translateMetadataMatch; pkg/config/validation/virtualservice.go.
export const virtualServiceClaimValued = defineRule({
  id: 'virtual-service-claim-valued',
  severity: 'error',
  what: 'A route asks whether a token has a claim, as it may ask for a header: with an empty match, or with the regular expression `*`.',
  why: 'Of claims Istio passes both on to Envoy as they are, which refuses them with all other routes of the gateway: no change arrives there any more, and a new gateway has no routes.',
  fix: 'Write a regular expression that any value matches: `regex: .+`.',
  kinds: ['networking.istio.io/VirtualService'],

  *check(manifest) {
    for (const { path, isNegated, match } of claimMatches(manifest)) {
      const isEmpty = isJsonObject(match) && Object.keys(match).length === 0;
      // Where it is not negated, the webhook refuses the expression.
      if (isEmpty || (isNegated && isJsonObject(match) && match['regex'] === '*'))
        yield {
          path,
          message: `${isEmpty ? 'an empty match' : 'the expression *'} is one that Envoy refuses`,
        };
    }
  },
});
