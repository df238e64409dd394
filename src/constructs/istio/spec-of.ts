import type { ObjectProps } from '../manifest-object.js';

const METADATA: readonly string[] = [
  'name',
  'namespace',
  'labels',
  'annotations',
] satisfies (keyof ObjectProps)[];

/** The fields of flat props that belong below `spec`: all but those of the metadata, as they were written. */
export function specOf<Props extends ObjectProps>(props: Props): Omit<Props, keyof ObjectProps> {
  const entries = Object.entries(props).filter(([key]) => !METADATA.includes(key));
  return Object.fromEntries(entries) as Omit<Props, keyof ObjectProps>;
}
