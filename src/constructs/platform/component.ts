import type { Platform } from './platform.js';

/**
 * One deployable part of a platform. Call graphs have cycles, so all parts are built first and connected second.
 * @typeParam Built what `build` makes, usually a Workload: what others call
 * @typeParam Env the environment's settings
 */
export interface Component<Id extends string = string, Built = unknown, Env = never> {
  readonly id: Id;
  /** Makes the part, knowing nothing of the others. */
  readonly build: (platform: Platform, env: Env) => Built;
  /** Declares whom the part calls. Its first parameter is every built part by name. */
  readonly connect?: (all: never, env: Env) => void;
}

/** Declares a component; gives its types a name without writing them down. */
export function component<const Id extends string, Built, Env>(
  definition: Component<Id, Built, Env>,
): Component<Id, Built, Env> {
  return definition;
}

/**
 * What the components of a module build, by the names under which it exports them:
 * `type Components = BuiltOf<typeof import('./components.js')>`. A module and not an object, because the compiler
 * resolves its members one at a time: components may then refer to each other in circles.
 */
export type BuiltOf<Module> = {
  readonly [K in keyof Module]: Module[K] extends {
    readonly build: (platform: Platform, env: never) => infer Built;
  }
    ? Built
    : never;
};

/** Builds all components, connects them, and makes what follows from their calls. */
export function assemble<Env>(
  platform: Platform,
  components: Readonly<Record<string, Component<string, unknown, Env>>>,
  env: Env,
): void {
  const built = Object.fromEntries(
    Object.entries(components).map(([key, part]) => [key, part.build(platform, env)]),
  );
  for (const part of Object.values(components)) part.connect?.(built as never, env);
  platform.derive();
}
