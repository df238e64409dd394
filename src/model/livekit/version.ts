/**
 * The versions of livekit-server whose configuration was read (`pkg/config/config.go` and what it embeds), in order. A
 * key's `since` is the first of them that has it.
 */
export const LIVEKIT_VERSIONS = ['1.8.4', '1.9.11', '1.11.0', '1.13.5'] as const;

/** One of the versions whose configuration is known. */
export type KnownVersion = (typeof LIVEKIT_VERSIONS)[number];

/** Whether a version comes before another one, both as `major.minor.patch`. */
export function isBefore(version: string, other: string): boolean {
  const [a, b] = [numbers(version), numbers(other)];
  for (const i of [0, 1, 2]) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

function numbers(version: string): readonly number[] {
  return version.split('.').map((part) => Number.parseInt(part, 10));
}
