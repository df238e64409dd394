import type { FieldPath } from '../../model/field-path.js';
import type { Manifest } from '../../model/manifest.js';
import { itemsAt, stringAt, textsAt } from '../fields.js';
import { containersOf, podTemplateOf } from '../pods/pod-template.js';
import { addressesIn, type Address } from './address-text.js';

/** A text that a program reads, and the way to it from the object. */
export interface ReadText {
  readonly path: FieldPath;
  readonly text: string;
  /** The name of the variable, or the key of the ConfigMap.
   *  @default - it is an argument */
  readonly name?: string | undefined;
  /** Whether it may be a whole file. */
  readonly isFile: boolean;
}

/** An address, and where it is written. */
export interface AddressUse extends Address, Omit<ReadText, 'text'> {}

/** The texts that programs read from an object: variables, arguments and commands of pods, and what a ConfigMap has. */
export function* readTexts(manifest: Manifest): Iterable<ReadText> {
  if (manifest.kind === 'ConfigMap' && manifest.apiVersion === 'v1') {
    for (const [name, text] of Object.entries(textsAt(manifest, 'data')))
      yield { path: ['data', name], text, name, isFile: text.includes('\n') };
  }
  const pod = podTemplateOf(manifest);
  for (const { container, path } of pod === undefined ? [] : containersOf(pod)) {
    for (const [i, variable] of itemsAt(container, 'env').entries()) {
      const text = stringAt(variable, 'value');
      if (text !== undefined)
        yield { path: [...path, 'env', i, 'value'], text, name: stringAt(variable, 'name'), isFile: false };
    }
    for (const field of ['command', 'args']) {
      for (const [i, text] of itemsAt(container, field).entries())
        if (typeof text === 'string') yield { path: [...path, field, i], text, isFile: text.includes('\n') };
    }
  }
}

const known = new WeakMap<Manifest, readonly AddressUse[]>();

/** The addresses in the texts that programs read from an object. */
export function addressUsesOf(manifest: Manifest): readonly AddressUse[] {
  let uses = known.get(manifest);
  if (uses === undefined) {
    uses = [...readTexts(manifest)].flatMap(({ text, ...place }) =>
      addressesIn(text).map((address) => ({ ...address, ...place })),
    );
    known.set(manifest, uses);
  }
  return uses;
}
