import type { FieldPath } from '../../model/field-path.js';
import type { ResourceRef } from '../../model/manifest.js';
import type { RequestStep } from '../../model/request.js';

/** Writes down the decisions on the way; does nothing, and costs nothing, where nobody reads them. */
export class Trace {
  readonly steps: RequestStep[] = [];

  constructor(private readonly on: boolean) {}

  /** A trace of a part of the way. */
  branch(): Trace {
    return new Trace(this.on);
  }

  add(
    stage: RequestStep['stage'],
    text: string | (() => string),
    decidedBy?: ResourceRef,
    path?: FieldPath,
  ): void {
    if (!this.on) return;
    this.steps.push({
      stage,
      ...(decidedBy === undefined ? {} : { decidedBy }),
      ...(path === undefined ? {} : { path }),
      text: typeof text === 'string' ? text : text(),
    });
  }

  join(other: Trace): void {
    this.steps.push(...other.steps);
  }
}
