import type { FieldPath } from '../field-path.js';
import { isJsonObject, type Json, type JsonObject } from '../json.js';
import { combinationMessage } from './alternatives.js';
import { definition, type Dialect } from './catalog.js';
import { celProgram } from './cel/environment.js';
import { celValue } from './cel/value.js';
import { isPointer, isZero, zeroFields } from './go-zero.js';
import { checkBuiltIn, entryOf } from './kubernetes/checks.js';
import type { BuiltInEntry } from './kubernetes/entry.js';
import { hasType, isPresent } from './matches.js';
import { repeated } from './repeated.js';
import { expectedFound, scalarExpectation, sizeExpectation } from './scalars.js';
import type { Schema } from './schema.js';
import { suggestion, type Level } from './suggestion.js';
import type { StructureViolation, ViolationCode } from './violation.js';
import { foundWords, typeHint, typeWords } from './words.js';

/** Goes through one object along its schema, and collects what is wrong with it. */
export class Walk {
  readonly found: StructureViolation[] = [];
  private readonly places = new Set<string>();
  private readonly path: (string | number)[] = [];
  private readonly levels: Level[] = [];

  /** Judges a value that is neither absent nor null. */
  visit(value: Json, given: Schema, dialect: Dialect): void {
    const name = given.$ref;
    const schema = name === undefined ? given : definition(name);
    if (dialect === 'built-in' && isZero(value, schema, isPointer(String(this.path.at(-1))))) return;
    if (!this.isOfType(value, schema)) return;
    const before = this.found.length;
    const expected = scalarExpectation(value, schema) ?? sizeExpectation(value, schema);
    if (expected !== undefined) this.add('field-value', expectedFound(expected, value));
    if (Array.isArray(value)) this.visitItems(value, schema, dialect);
    else if (isJsonObject(value)) this.visitFields(value, schema, dialect, entryOf(name ?? ''));
    const message = name === undefined ? combinationMessage(value, schema) : undefined;
    if (message !== undefined) this.add('field-combination', message);
    // A rule about fields that are wrong themselves would only say it again.
    if (this.found.length === before) this.judge(value, schema);
    if (name !== undefined && isJsonObject(value)) this.checkBuiltIn(value, name);
  }

  /** Judges the field of an object by a schema of its own. */
  visitField(name: string, value: Json, schema: Schema, dialect: Dialect): void {
    this.path.push(name);
    this.visit(value, schema, dialect);
    this.path.pop();
  }

  private isOfType(value: Json, schema: Schema): boolean {
    const isAny = schema.type === undefined && schema.oneOf !== undefined && schema.properties === undefined;
    const fits = isAny ? schema.oneOf.some((part) => hasType(value, part)) : hasType(value, schema);
    if (fits) return true;
    const words = `expected ${typeWords(schema)}, found ${foundWords(value)}`;
    this.add('field-type', words, typeHint(schema.type, value));
    return false;
  }

  private visitItems(items: readonly Json[], schema: Schema, dialect: Dialect): void {
    for (const [i, item] of items.entries()) {
      this.path.push(i);
      if (item !== null) this.visit(item, schema.items ?? {}, dialect);
      else if (dialect === 'built-in') this.visitZero(schema.items ?? {});
      else if (schema.items?.nullable !== true) {
        this.add('field-type', `expected ${typeWords(schema.items ?? {})}, found nothing`);
      }
      this.path.pop();
    }
    if (dialect === 'built-in') return;
    for (const i of repeated(items, schema))
      this.addAt([...this.path, i], 'field-value', `${foundWords(items[i] ?? null)} is there twice`);
  }

  private visitFields(value: JsonObject, schema: Schema, dialect: Dialect, entry?: BuiltInEntry): void {
    const { properties, additionalProperties, required = [] } = schema;
    const isOpen =
      schema['x-kubernetes-preserve-unknown-fields'] === true ||
      additionalProperties === true ||
      (properties === undefined && additionalProperties === undefined && dialect === 'built-in');
    const meant = new Set<string>();
    this.levels.push({ depth: this.path.length, schema });
    for (const [name, inner] of Object.entries(value)) {
      const part =
        properties !== undefined && Object.hasOwn(properties, name)
          ? properties[name]
          : typeof additionalProperties === 'object'
            ? additionalProperties
            : undefined;
      if (part !== undefined) {
        const isUnjudged = entry?.unjudged?.includes(name) === true && part.$ref !== undefined;
        if (isUnjudged && inner !== null) this.visitField(name, inner, definition(part.$ref), dialect);
        else if (inner !== null) this.visitField(name, inner, part, dialect);
      } else if (!isOpen) {
        const hint = suggestion(name, this.levels, this.path);
        if (hint?.meant !== undefined) meant.add(hint.meant);
        this.push({
          code: 'field-known',
          path: [...this.path, name],
          isKey: true,
          message: `unknown field ${name}`,
          hint: hint?.hint,
        });
      }
    }
    this.levels.pop();
    for (const [name, part] of zeroFields(schema)) {
      if (isPresent(value[name])) continue;
      this.path.push(name);
      this.visitZero(part);
      this.path.pop();
    }
    for (const name of required) {
      // To code in Go an empty text is no text.
      const isEmpty = dialect === 'built-in' && value[name] === '';
      if ((isPresent(value[name]) && !isEmpty) || meant.has(name) || entry?.spares?.includes(name) === true)
        continue;
      this.addAt([...this.path, name], 'field-required', `${name} is missing`);
    }
  }

  /** Judges what Go's code sees where nothing is: a mapping without fields, or an empty text. */
  private visitZero(schema: Schema): void {
    const { type } = schema.$ref === undefined ? schema : definition(schema.$ref);
    if (type === 'object') this.visit({}, schema, 'built-in');
    else if (type === 'string') this.visit('', schema, 'built-in');
  }

  private judge(value: Json, schema: Schema): void {
    const rules = schema['x-kubernetes-validations'];
    if (rules === undefined) return;
    const self = celValue(value, schema);
    for (const rule of rules) {
      if (celProgram(rule)(self)) continue;
      this.add('field-combination', rule.message ?? `does not satisfy ${rule.rule}`);
    }
  }

  /** What no schema says of an object of a definition. */
  checkBuiltIn(value: JsonObject, name: string): void {
    const entry = entryOf(name);
    if (entry === undefined) return;
    for (const violation of checkBuiltIn(value, entry)) {
      const path = [...this.path, ...violation.path];
      // What is already wrong with the field explains it.
      if (!this.places.has(JSON.stringify(path))) this.push({ ...violation, path });
    }
  }

  private add(code: ViolationCode, message: string, hint?: string): void {
    this.addAt([...this.path], code, message, hint);
  }

  private addAt(path: FieldPath, code: ViolationCode, message: string, hint?: string): void {
    this.push({ code, path, message, hint });
  }

  private push(violation: StructureViolation): void {
    this.found.push(violation);
    this.places.add(JSON.stringify(violation.path));
  }
}
