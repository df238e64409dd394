import type { JsonObject } from '../json.js';
import type { ProgramForm } from './form-of.js';

/** The configuration of a program that is a file by itself, and no part of a Kubernetes object. */
export interface ProgramFile {
  readonly file: string;
  readonly form: ProgramForm;
  readonly value: JsonObject;
}
