import type { FieldFormats, FieldProblem } from '../../model/check-fields.js';
import { integer } from '../../model/formats/number.js';
import {
  destinationFormats,
  renderDestination,
  type Destination,
  type DestinationSpec,
} from './destination.js';
import { headersFormats, type Headers } from './headers.js';
import { prefixed } from './nested.js';

/** A destination with its share of the connections (https://istio.io/latest/docs/reference/config/networking/virtual-service/#RouteDestination). */
export interface RouteDestination {
  readonly destination: Destination;
  /**
   * The share in percent, 0 to 100. Weights of several destinations must add up to 100. Istio takes any sum and
   * divides by it, so that a forgotten destination silently gives its share to the others; here it does not build.
   * 0 is a value: no traffic.
   * @default - 100 for the only destination, 0 beside others
   */
  readonly weight?: number;
}

/** As {@link RouteDestination}, for HTTP (https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination). */
export interface HttpRouteDestination extends RouteDestination {
  /** Headers of requests to this destination, and of its responses.
   *  @default - unchanged */
  readonly headers?: Headers;
}

/** With a destination as it is written in YAML. */
export type Rendered<T extends { readonly destination: Destination }> = Omit<T, 'destination'> & {
  readonly destination: DestinationSpec;
};

export function renderAll<T extends { readonly destination: Destination }>(
  items: readonly T[],
): readonly Rendered<T>[] {
  return items.map((item) => ({ ...item, destination: renderDestination(item.destination) }));
}

/** Forms of the fields of {@link HttpRouteDestination}; compose with `prefixed`. */
export const routeDestinationFormats: FieldFormats = {
  ...prefixed('destination.', destinationFormats),
  weight: integer(0, 100, 'a weight in percent'),
  ...prefixed('headers.', headersFormats),
};

/** Weights that do not add up. Paths start at the route. */
export function* weightProblems(
  destinations: readonly { readonly weight?: number }[],
): Iterable<FieldProblem> {
  const weights = destinations.map(({ weight }) => weight);
  const [only] = weights;
  if (weights.length === 1 && only !== undefined && only !== 100) {
    yield {
      path: ['route', 0, 'weight'],
      value: only,
      expected: '100 or none: the only destination gets all traffic, whatever its weight',
    };
  }
  const sum = weights.reduce<number>((total, weight) => total + (weight ?? 0), 0);
  if (weights.length > 1 && sum !== 100) {
    yield {
      path: ['route'],
      value: weights.map((weight) => weight ?? null),
      expected: `weights that add up to 100 (these: ${sum}; one that is left out is 0)`,
    };
  }
}
