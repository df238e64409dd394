import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { types } from 'node:util';
import { ConfigError } from '../config-error.js';

type Exports = Readonly<Record<string, unknown>>;

/**
 * Loads a module that a user wrote, at once, as a synthesis has to: ES modules too, which Node can from 20.19 on. TypeScript
 * is loaded by Node where it can (from 22.18 on), otherwise by the `tsx` of the user's project.
 * @throws ConfigError if it cannot be loaded
 */
export function importFile(file: string): Exports {
  const path = resolve(file);
  const require = createRequire(path);
  try {
    return exportsOf(isTypeScript(path) && !readsTypeScript() ? throughTsx(path, require) : require(path));
  } catch (error) {
    throw new ConfigError(`${file}: ${textOf(error)}`);
  }
}

function isTypeScript(path: string): boolean {
  return /\.[cm]?tsx?$/.test(path);
}

/** Whether Node strips types (https://nodejs.org/api/process.html#processfeaturestypescript). */
function readsTypeScript(): boolean {
  const typescript: unknown = Reflect.get(process.features, 'typescript');
  return typescript !== undefined && typescript !== false;
}

function throughTsx(path: string, require: NodeJS.Require): unknown {
  let tsx: string;
  try {
    tsx = require.resolve('tsx/cjs/api');
  } catch {
    throw new Error(
      `this Node (${process.version}) cannot import TypeScript, and the project has no tsx: install it, or name a .js file`,
    );
  }
  const { require: tsxRequire } = exportsOf(require(tsx));
  if (typeof tsxRequire !== 'function')
    throw new Error('the tsx of the project has no require; expected tsx 4');
  return Reflect.apply(tsxRequire, undefined, [path, path]);
}

/** What is no ES module may be an export itself. */
function exportsOf(module: unknown): Exports {
  if (typeof module !== 'object' || module === null) return {};
  const named = Object.fromEntries(Object.entries(module));
  return types.isModuleNamespaceObject(module) ? named : { default: module, ...named };
}

function textOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_REQUIRE_ASYNC_MODULE')
    return 'awaits at its top level, which a synthesis cannot wait for: await inside of a function';
  return error instanceof Error ? error.message : String(error);
}
