// The entry `meshproof/rule`: what it takes to write a rule, and no more, so that loading a rule takes no time.
export {
  defineRule,
  type ObjectRule,
  type RelatedPlace,
  type RuleText,
  type Severity,
  type Violation,
} from './analysis/rule.js';
export { at, itemsAt, numberAt, objectAt, stringAt, stringsAt, textsAt, type Field } from './mesh/fields.js';
export type { Mesh } from './mesh/mesh.js';
export type { FieldPath } from './model/field-path.js';
export type { Json, JsonObject } from './model/json.js';
export { formatRef, refOf, type Manifest, type ResourceRef } from './model/manifest.js';
export type { ProgramForm } from './model/programs/form-of.js';
export type { ProgramFile } from './model/programs/program-file.js';
