import { numberAt, objectAt, stringAt, type Field } from '../../mesh/fields.js';
import type { Patience } from './send.js';

/**
 * How often and how long the proxy tries, as a route says. `attempts` counts what comes after the first try, and no
 * attempts at all switch retries off (istio `pilot/pkg/networking/core/route/retry/retry.go` ConvertPolicy).
 */
export function patienceOf(route: Field): Patience {
  const attempts = numberAt(route, 'retries', 'attempts');
  const retries = attempts !== 0 || objectAt(route, 'retries') === undefined;
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
