import { formatPath } from '../../model/field-path.js';
import { shadowedIn } from '../routes/shadowed.js';
import { defineRule } from '../rule.js';

export const virtualServiceRouteReachable = defineRule({
  id: 'virtual-service-route-reachable',
  severity: 'error',
  what: 'Earlier routes take everything that a route matches.',
  why: 'The first route that matches wins, so this one gets no request.',
  fix: 'Put the route that matches less before the one that matches more.',
  equivalent: ['IST0130'],
  differs:
    'istioctl finds equal matches only; of a prefix that covers those after it, it says IST0131 of each match.',
  kinds: ['networking.istio.io/VirtualService'],

  *check(manifest) {
    const reported = new Set<string>();
    for (const { route, by, isWhole } of shadowedIn(manifest)) {
      const key = formatPath(route);
      if (!isWhole || reported.has(key)) continue;
      reported.add(key);
      yield {
        path: route,
        message: `no request reaches it: ${formatPath(by)} takes them before`,
        related: [{ manifest, path: by, message: 'takes the requests' }],
      };
    }
  },
});
