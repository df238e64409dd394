import { numberAt, objectAt, stringAt, type Field } from '../../mesh/fields.js';
import type { MeshSettings } from '../../mesh/mesh-settings.js';

/** How long a proxy keeps trying. */
export interface Patience {
  readonly retries: boolean;
  /** For people: `2 retries of 2 s within 10 s`; empty for defaults. */
  readonly text: string;
}

/**
 * How often and how long the proxy tries, as a route says. `attempts` counts what comes after the first try, and no
 * attempts at all switch retries off (istio `pilot/pkg/networking/core/route/retry/retry.go` ConvertPolicy).
 * @param route `undefined` where there is none
 * @param settings of the mesh, which count where the route says nothing of retries
 */
export function patienceOf(route: Field, settings: MeshSettings): Patience {
  const attempts = numberAt(route, 'retries', 'attempts');
  const own = objectAt(route, 'retries') !== undefined;
  const retries = own ? attempts !== 0 : settings.retries !== 0;
  const [perTry, timeout] = [
    time(stringAt(route, 'retries', 'perTryTimeout')),
    time(stringAt(route, 'timeout')),
  ];
  const each = perTry === '' ? '' : ` of ${perTry}`;
  const within = timeout === '' ? '' : ` within ${timeout}`;
  if (!retries) return { retries, text: timeout === '' ? 'no retries' : `no retries, at most ${timeout}` };
  if (attempts === undefined) return { retries, text: within.trim() };
  return { retries, text: `${attempts} ${attempts === 1 ? 'retry' : 'retries'}${each}${within}` };
}

/** `2 s`; several units stay together. */
function time(text: string | undefined): string {
  return (text ?? '').replace(/^([\d.]+)(ms|s|m|h)$/, '$1 $2');
}
