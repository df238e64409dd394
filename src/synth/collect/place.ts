import type { IConstruct } from 'constructs';
import { sourceOf } from '../../constructs/source.js';

/** Names a construct as messages do: its path, and where it was made if that is known. */
export function placeOf(construct: IConstruct): string {
  const source = sourceOf(construct);
  return source === undefined
    ? construct.node.path
    : `${construct.node.path} (${source.file}:${source.line})`;
}
