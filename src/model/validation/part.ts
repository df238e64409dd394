import type { FieldPath } from '../field-path.js';
import { isJsonObject, type Json } from '../json.js';

/**
 * A field of an object with its place. It is read as istiod's code reads the message that the object is decoded to: what
 * is absent, null or of another type has the zero value of its type.
 */
export class Part {
  /** @param start the way to the value, of a part that is in no other */
  constructor(
    readonly value: Json | undefined,
    private readonly start: FieldPath,
    private readonly around?: Part,
  ) {}

  /** Made only where there is something to say: of nearly all parts nobody asks. */
  get path(): FieldPath {
    return this.around === undefined ? this.start : [...this.around.path, ...this.start];
  }

  /** A field below this one. */
  of(...names: readonly string[]): Part {
    let { value } = this;
    for (const name of names)
      value = isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
    return new Part(value, names, this);
  }

  get isSet(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  /** The items of a list. */
  get items(): readonly Part[] {
    const { value } = this;
    return isList(value) ? value.map((item, i) => new Part(item, [i], this)) : NO_PARTS;
  }

  /** The entries of a mapping. */
  get entries(): readonly (readonly [string, Part])[] {
    const { value } = this;
    if (!isJsonObject(value)) return [];
    return Object.entries(value)
      .filter(([, entry]) => entry !== null)
      .map(([name, entry]) => [name, new Part(entry, [name], this)]);
  }

  get text(): string {
    return typeof this.value === 'string' ? this.value : '';
  }

  get number(): number {
    return typeof this.value === 'number' ? this.value : 0;
  }

  get isTrue(): boolean {
    return this.value === true;
  }

  /** Whether it is a list with items, or a text that is not empty. */
  get isFilled(): boolean {
    const { value } = this;
    return isList(value) ? value.length > 0 : this.text !== '';
  }

  /** Those of some fields that are there. */
  set(...names: readonly string[]): readonly Part[] {
    return names.map((name) => this.of(name)).filter(({ isSet }) => isSet);
  }

  /** Those of some fields that hold something. */
  filled(...names: readonly string[]): readonly Part[] {
    return names.map((name) => this.of(name)).filter(({ isFilled }) => isFilled);
  }
}

const NO_PARTS: readonly Part[] = [];

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The names of fields, as a sentence lists them. */
export function namesOf(parts: readonly Part[]): string {
  return parts.map(({ path }) => String(path.at(-1))).join(' and ');
}
