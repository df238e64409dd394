import { badValue, together, type Complaint } from './complaint.js';
import { isLabel, isWildcardDomain } from './formats.js';
import type { Part } from './part.js';
import { checkPort } from './port.js';

/** istio `pkg/config/validation/validation.go`, validateDestination. */
export function* checkDestination(destination: Part): Iterable<Complaint> {
  if (!destination.isSet) return;
  const [host, subset, port] = [destination.of('host'), destination.of('subset'), destination.of('port')];
  if (host.text === '*' || !isWildcardDomain(host.text)) yield badValue(host, 'the name of one host');
  if (subset.text !== '' && !isLabel(subset.text)) yield badValue(subset, 'a DNS label');
  if (port.isSet) yield* checkPort(port.of('number'));
}

/** istio validateHTTPRouteDestinations and validateRouteDestinations, headers aside. */
export function* checkDestinations(route: Part): Iterable<Complaint> {
  let sum = 0;
  for (const entry of route.items) {
    const weight = entry.of('weight');
    yield* checkDestination(entry.of('destination'));
    if (weight.number < 0) yield badValue(weight, 'a number of at least 0');
    sum += weight.number;
  }
  if (route.items.length > 1 && sum === 0)
    yield together(route, 'none of several destinations has a weight, so that none gets a request');
}
