import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { expectation } from './expectation.js';
import { mistakesOf } from './issues.js';
import { isSecret } from './masked-text.js';
import type { SettingsProblem } from './problem.js';
import { SettingsError } from './settings-error.js';
import { parseYaml, type YamlDocument } from './yaml-document.js';

/** Where the text of a file of settings comes from. */
export interface ReadSettingsOptions {
  /** The text, if it is known already.
   *  @default - the content of the file */
  readonly text?: string;
}

/**
 * Reads a YAML file that people write, strictly: what the schema does not know is an error.
 * The YAML is that of version 1.2 (core schema): `yes`, `no`, `on`, `off`, `y` and `n` are texts, and `012` is twelve.
 * @param file as it is to be named in errors; relative to the working directory
 * @throws SettingsError with every mistake, each with line and column
 */
export function readSettings<T>(file: string, schema: z.ZodType<T>, options: ReadSettingsOptions = {}): T {
  return parseSettings(options.text ?? readText(file), file, schema);
}

/**
 * {@link readSettings} for a text. Pure.
 * @param file named in errors
 * @throws SettingsError with every mistake, each with line and column
 */
export function parseSettings<T>(text: string, file: string, schema: z.ZodType<T>): T {
  // A byte order mark is allowed, and no column of the first line.
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  const document = parseYaml(source);
  const result = document.isReadable
    ? schema.safeParse(document.root.data, { error: expectation })
    : undefined;
  const problems = [
    ...yamlProblems(document, file),
    ...fieldProblems(result?.error?.issues ?? [], document, file),
  ];
  if (problems.length > 0 || result?.success !== true)
    throw new SettingsError(problems.toSorted(byPlace), source);
  return result.data;
}

function yamlProblems(document: YamlDocument, file: string): readonly SettingsProblem[] {
  return document.problems.map(({ range, code, ...problem }) => ({
    file,
    ...document.spanOf(range),
    ...problem,
  }));
}

function fieldProblems(
  issues: readonly z.core.$ZodIssue[],
  document: YamlDocument,
  file: string,
): readonly SettingsProblem[] {
  return mistakesOf(issues, document).map(({ path, part, message, hint }) => {
    const hides = part === 'value' && isSecret(path);
    return {
      file,
      ...document.spanOf(document.locate(path, part)),
      path,
      message: hides ? message.replace(/, found .*$/s, ', found another value') : message,
      ...(hint === undefined || hides ? {} : { hint }),
    };
  });
}

function byPlace(a: SettingsProblem, b: SettingsProblem): number {
  return a.line - b.line || a.column - b.column;
}

function readText(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    throw new SettingsError(
      [{ file, line: 0, column: 0, endColumn: 0, path: [], message: whyUnreadable(error) }],
      '',
    );
  }
}

function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return 'cannot be read: there is no such file';
    case 'EISDIR':
      return 'cannot be read: it is a folder';
    case 'EACCES':
      return 'cannot be read: permission denied';
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return 'cannot be read: it is not UTF-8';
    default:
      return `cannot be read: ${String(error)}`;
  }
}
