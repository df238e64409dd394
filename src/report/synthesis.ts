import type { SynthResult } from '../synth/synth.js';

/** What a synthesis did, one line for each set. */
export function summary(results: readonly SynthResult[]): string {
  const width = Math.max(0, ...results.map(({ name }) => name.length));
  return results
    .map(({ name, objects, files, changed, removed }) => {
      const counts = `${String(objects).padStart(4)} objects  ${String(files).padStart(2)} files`;
      return `${name.padEnd(width)}  ${counts}  ${changesOf(changed, removed)}\n`;
    })
    .join('');
}

function changesOf(changed: readonly string[], removed: readonly string[]): string {
  const parts = [
    ...(changed.length === 0 ? [] : [`${changed.length} changed: ${changed.join(' ')}`]),
    ...(removed.length === 0 ? [] : [`${removed.length} removed: ${removed.join(' ')}`]),
  ];
  return parts.length === 0 ? 'unchanged' : parts.join('  ');
}
