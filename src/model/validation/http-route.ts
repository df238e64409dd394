import type { FieldFormats } from '../check-fields.js';
import { duration } from '../formats/duration.js';
import { badValue, missing, together, warned, type Complaint } from './complaint.js';
import { checkDestination, checkDestinations } from './destination.js';
import { checkFormats, percentage } from './formats.js';
import {
  checkCors,
  checkDirectResponse,
  checkFault,
  checkRedirect,
  checkRetries,
  checkRewrite,
} from './http-actions.js';
import { checkAuthority, headerFormats } from './http-headers.js';
import { checkHttpMatch } from './http-match.js';
import type { Part } from './part.js';

const FORMATS: FieldFormats = {
  ...headerFormats('headers'),
  ...headerFormats('route[].headers'),
  'mirrorPercentage.value': percentage,
  'mirrors[].percentage.value': percentage,
  timeout: duration,
};

/** istio `pkg/config/validation/virtualservice.go`, validateHTTPRoute. */
export function* checkHttpRoute(route: Part, isDelegate: boolean): Iterable<Complaint> {
  yield* checkConflicts(route, isDelegate);
  const matches = route.of('match').items;
  for (const match of matches) yield* checkHttpMatch(match);
  yield* checkFormats(route, FORMATS);
  yield* checkCors(route.of('corsPolicy'));
  yield* checkFault(route.of('fault'));
  yield* checkMirrors(route);
  yield* checkRedirect(route.of('redirect'), matches);
  yield* checkDirectResponse(route.of('directResponse'));
  yield* checkRetries(route.of('retries'));
  yield* checkRewrite(route.of('rewrite'));
  yield* checkAuthority(route);
  yield* checkDestinations(route.of('route'));
}

/** istio `pkg/config/validation/virtualservice.go`, validateHTTPRouteConflict. */
function* checkConflicts(route: Part, isDelegate: boolean): Iterable<Complaint> {
  const [delegate, redirect, response] = [
    route.of('delegate'),
    route.of('redirect'),
    route.of('directResponse'),
  ];
  const [targets, mirrors] = [route.of('route'), route.of('mirrors')];
  if (delegate.isSet && !isDelegate) {
    for (const field of route.set('redirect', 'route')) yield together(field, 'does not go with delegate');
    return;
  }
  if (delegate.isSet)
    yield together(delegate, 'is not possible in a VirtualService without hosts, itself a delegate');
  const answer = redirect.isSet ? redirect : response;
  if (answer.isSet) {
    const name = String(answer.path.at(-1));
    const others = [
      ...(targets.items.length > 0 ? [targets] : []),
      ...route.set('fault', 'rewrite', ...(redirect.isSet ? ['directResponse'] : [])),
    ];
    for (const other of others) yield together(other, `does not go with ${name}`);
  } else if (targets.items.length === 0)
    yield missing(targets, 'route is missing, or redirect or directResponse');
  if (route.of('mirror').isSet && mirrors.items.length > 0)
    yield together(mirrors, 'does not go with mirror');
}

function* checkMirrors(route: Part): Iterable<Complaint> {
  const old = route.of('mirrorPercent');
  if (old.number > 100) yield badValue(old, 'a percentage from 0 to 100');
  if (old.isSet) yield warned(old, 'is deprecated: write mirrorPercentage');
  yield* checkDestination(route.of('mirror'));
  for (const mirror of route.of('mirrors').items) yield* checkDestination(mirror.of('destination'));
}
