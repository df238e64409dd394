const REFERENCE =
  /^(?<name>[a-z0-9][a-z0-9._/:-]*?)(?::(?<tag>\w[\w.-]{0,127}))?(?:@sha256:(?<digest>[0-9a-f]{64}))?$/;

/** Why an image reference cannot be used, `undefined` if it can. */
export function imageProblem(image: string): string | undefined {
  const groups = REFERENCE.exec(image)?.groups;
  const allowed = 'expected repository:tag or repository@sha256:<64 hex digits>';
  if (groups === undefined) return `image is ${JSON.stringify(image)}, ${allowed}`;
  if (groups['digest'] !== undefined) return undefined;
  if (groups['tag'] === undefined) return `image is ${JSON.stringify(image)}, without a tag; ${allowed}`;
  if (groups['tag'] === 'latest')
    return `image is ${JSON.stringify(image)}, and latest is another one tomorrow; ${allowed}`;
  return undefined;
}

/** The version of an image, for labels: its tag, or the beginning of its digest. */
export function imageVersion(image: string): string {
  const groups = REFERENCE.exec(image)?.groups;
  return groups?.['tag'] ?? groups?.['digest']?.slice(0, 12) ?? 'unknown';
}
