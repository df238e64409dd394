import type { App } from 'cdk8s';
import type { Finding } from '../analysis/finding.js';
import type { JsonObject } from '../model/json.js';
import type { Manifest } from '../model/manifest.js';

/** How an app is synthesised. */
export interface SynthOptions {
  /** The folder of the set, which is made if it does not exist: `dist/production`. Its last part names the set. */
  readonly outdir: string;
  /** What the lock says of the set besides its files: JSON. Must not contain `version`, `generator`, `files`, `companions` and `unchecked`.
   *  @default - nothing */
  readonly facts?: object;
  /** Files outside of the folder that belong to the set.
   *  @default - none */
  readonly companions?: readonly Companion[];
  /** Called with all manifests before anything is written; throws to refuse them.
   *  @default - nothing is checked */
  readonly check?: (manifests: readonly Manifest[]) => void;
}

/** A set to synthesise together with others. */
export interface SynthSet extends SynthOptions {
  readonly app: App;
}

/** A file that belongs to a set, but that kubectl must not apply with it. */
export interface Companion {
  /** Path from the parent of the set's folder on, with slashes: `istio/production.yaml` is beside `production/`. */
  readonly path: string;
  readonly documents: readonly JsonObject[];
  /** Lines of comment at the top, without `#`.
   *  @default - none */
  readonly header?: string;
}

/** What the rules of `meshproof check` said of a set. */
export interface SynthCheck {
  /** How many rules ran. */
  readonly rules: number;
  /** Warnings and notes. */
  readonly findings: readonly Finding[];
}

/** How all sets of a synthesis are treated. */
export interface SynthAllOptions {
  /** Whether the rules of `meshproof check` run over what is to be published, and refuse it for an error. The lock
   *  records that they did not.
   *  @default - true, unless the variable MESHPROOF_NO_CHECK is set, as `meshproof synth --no-check` does */
  readonly rules?: boolean;
  /** The configuration of the rules, as `meshproof check` reads it: rules of your own, severities, what is true outside of
   *  the sets.
   *  @default - for each set the nearest `meshproof.yaml`, at its folder or above it, in the same repository */
  readonly config?: string;
}

/** What a synthesis did. */
export interface SynthResult {
  /** Name of the set: the last part of `outdir`. */
  readonly name: string;
  /** Absolute. */
  readonly outdir: string;
  /** Number of Kubernetes objects. */
  readonly objects: number;
  /** Number of files with manifests. */
  readonly files: number;
  /** Files that were written, by path from `outdir` on; the lock only if nothing else was. */
  readonly changed: readonly string[];
  /** Files that were removed, because they are no longer made. */
  readonly removed: readonly string[];
  /** What the rules found that does not keep the set from being published; `off` if they did not run. */
  readonly check: SynthCheck | 'off';
}
