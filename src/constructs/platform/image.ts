import { imageReference } from '../../model/formats/image.js';

/** Why an image reference cannot be used, `undefined` if it can. */
export function imageProblem(image: string): string | undefined {
  if (imageReference.accepts(image)) return undefined;
  return `image is ${JSON.stringify(image)}, expected ${imageReference.expected}`;
}

/** The version of an image, for labels: its tag, or the beginning of its digest. */
export function imageVersion(image: string): string {
  const [named = '', digest] = image.split('@');
  const colon = named.lastIndexOf(':');
  if (colon > named.lastIndexOf('/')) return named.slice(colon + 1);
  return digest?.replace('sha256:', '').slice(0, 12) ?? 'unknown';
}
