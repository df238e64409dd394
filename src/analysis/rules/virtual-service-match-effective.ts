import { formatPath } from '../../model/field-path.js';
import { shadowedIn } from '../routes/shadowed.js';
import { defineRule } from '../rule.js';

export const virtualServiceMatchEffective = defineRule({
  id: 'virtual-service-match-effective',
  severity: 'info',
  what: 'One of several matches of a route takes nothing that an earlier match does not take.',
  why: 'It has no effect, and who changes it changes nothing.',
  fix: 'Remove it, or put it before the match that takes more.',
  equivalent: ['IST0131'],
  kinds: ['networking.istio.io/VirtualService'],

  *check(manifest) {
    for (const { path, by, isWhole } of shadowedIn(manifest)) {
      if (isWhole) continue;
      yield {
        path,
        message: `${formatPath(by)} takes all of it before`,
        related: [{ manifest, path: by, message: 'takes the requests' }],
      };
    }
  },
});
