import type { FieldPath } from '../../model/field-path.js';
import type { ResourceRef } from '../../model/manifest.js';
import type { RequestStep } from '../../model/request.js';

/** Writes down the decisions on the way; does nothing, and costs nothing, where nobody reads them. */
export class Trace {
  readonly steps: RequestStep[] = [];

  constructor(readonly on: boolean) {}

  /** A trace of a part of the way. */
  branch(): Trace {
    return new Trace(this.on);
  }

  /** A trace that begins with the steps so far. */
  fork(): Trace {
    const fork = this.branch();
    fork.join(this);
    return fork;
  }

  add(
    stage: RequestStep['stage'],
    text: string | (() => string),
    decidedBy?: ResourceRef,
    path?: FieldPath,
  ): void {
    this.write(stage, text, decidedBy, path, false);
  }

  /** Adds what did not decide: what came nearest, or was passed over. */
  aside(
    stage: RequestStep['stage'],
    text: string | (() => string),
    resource?: ResourceRef,
    path?: FieldPath,
  ): void {
    this.write(stage, text, resource, path, true);
  }

  private write(
    stage: RequestStep['stage'],
    text: string | (() => string),
    decidedBy: ResourceRef | undefined,
    path: FieldPath | undefined,
    nearest: boolean,
  ): void {
    if (!this.on) return;
    this.steps.push({
      stage,
      ...(decidedBy === undefined ? {} : { decidedBy }),
      ...(path === undefined ? {} : { path }),
      text: typeof text === 'string' ? text : text(),
      ...(nearest ? { nearest: true as const } : {}),
    });
  }

  join(other: Trace): void {
    this.steps.push(...other.steps);
  }
}
