import { loadavg } from 'node:os';
import { checkTools } from './check-tools.js';
import { ms, say } from './say.js';

/** Prints how long the check takes beside istioctl, and how it grows. */
export function sayCheck(): void {
  say(
    `\nwhole processes that check the same files, best of five; load ${loadavg()[0]?.toFixed(1) ?? 'unknown'}`,
  );
  say('objects       check   per object    istioctl   ratio');
  const times = checkTools([1000, 5000, 10_000]);
  for (const { objects, ours, istioctl } of times) {
    const columns = [
      String(objects).padStart(7),
      ms(ours).padStart(10),
      ours === undefined ? '' : `${((1000 * ours) / objects).toFixed(0)} us`.padStart(11),
      (istioctl === undefined ? 'skipped' : ms(istioctl)).padStart(10),
      ours === undefined || istioctl === undefined ? '' : `${(ours / istioctl).toFixed(2)}x`.padStart(6),
    ];
    say(columns.join('  '));
  }
  if (times.some(({ istioctl }) => istioctl === undefined))
    say('skipped: istioctl is neither in the cache of the conformance programs nor in PATH');
  const [small, large] = [times[0], times.at(-1)];
  if (small?.ours !== undefined && large?.ours !== undefined)
    say(
      `time per object, from ${small.objects} to ${large.objects} objects: x ${(large.ours / large.objects / (small.ours / small.objects)).toFixed(2)}`,
    );
}
