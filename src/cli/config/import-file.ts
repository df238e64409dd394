import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from '../usage-error.js';

/**
 * Imports a module that a user wrote. TypeScript is imported by Node where it can (from 22.18 on), otherwise by the `tsx`
 * of the user's project.
 * @throws UsageError if it cannot be imported
 */
export async function importFile(file: string): Promise<Readonly<Record<string, unknown>>> {
  const url = pathToFileURL(resolve(file)).href;
  try {
    return await imported(url);
  } catch (error) {
    if (!isUnknownExtension(error)) throw new UsageError(`${file}: ${textOf(error)}`);
  }
  try {
    return await throughTsx(url);
  } catch (error) {
    throw new UsageError(`${file}: ${textOf(error)}`);
  }
}

async function imported(url: string): Promise<Readonly<Record<string, unknown>>> {
  return (await import(url)) as Readonly<Record<string, unknown>>;
}

async function throughTsx(url: string): Promise<Readonly<Record<string, unknown>>> {
  let path: string;
  try {
    path = createRequire(url).resolve('tsx/esm/api');
  } catch {
    throw new Error(
      `this Node (${process.version}) cannot import TypeScript, and the project has no tsx: install it, or name a .js file`,
    );
  }
  const { tsImport } = await imported(pathToFileURL(path).href);
  if (typeof tsImport !== 'function')
    throw new Error('the tsx of the project has no tsImport; expected tsx 4');
  return (await Reflect.apply(tsImport, undefined, [url, url])) as Readonly<Record<string, unknown>>;
}

function isUnknownExtension(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_UNKNOWN_FILE_EXTENSION';
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
