import type { z } from 'zod';
import type { FieldPath } from '../field-path.js';
import { suggest } from '../suggest.js';
import { knownKeysOf, mayFitRewritten } from './expectation.js';
import { foundWords, typeHint } from './found.js';
import { judgeUnion } from './union.js';
import { quoted, wordList } from './words.js';
import type { Part, YamlDocument } from './yaml-document.js';

type Issue = z.core.$ZodIssue;

/** A problem with a field of a document. */
export interface FieldMistake {
  readonly path: FieldPath;
  readonly part: Part;
  readonly message: string;
  readonly hint?: string | undefined;
  /** Of an unknown key: the key that was probably meant, which is then missing for no other reason. */
  readonly meant?: FieldPath | undefined;
}

/** Turns what zod reports into mistakes in a document, one for each. */
export function mistakesOf(issues: readonly Issue[], document: YamlDocument): readonly FieldMistake[] {
  const all = issues.flatMap((issue) => fromIssue(issue, [], document));
  const meant = new Set(all.flatMap(({ meant }) => (meant === undefined ? [] : [JSON.stringify(meant)])));
  return all.filter(({ part, path }) => part !== 'parent' || !meant.has(JSON.stringify(path)));
}

function fromIssue(issue: Issue, above: FieldPath, document: YamlDocument): readonly FieldMistake[] {
  const path = [...above, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))];
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue, path, document);
  const value = document.find(path);
  if (issue.code === 'invalid_union' && issue.message === '') return fromUnion(issue, path, document);
  if (issue.code === 'invalid_key') {
    const words = issue.message === '' ? expectedOf(issue.issues) : issue.message;
    return [{ path, part: 'key', message: withFound(words, quoted(String(path.at(-1)))) }];
  }
  const { message } = issue;
  if (value === undefined) return [{ path, part: 'parent', message: asMissing(message) }];
  return [
    {
      path,
      part: 'value',
      message: withFound(message, foundWords(value)),
      hint: hintOf([issue], path, document),
    },
  ];
}

function unknownKeys(
  issue: z.core.$ZodIssueUnrecognizedKeys,
  path: FieldPath,
  document: YamlDocument,
): readonly FieldMistake[] {
  const known = knownKeysOf(issue);
  return issue.keys.map((key) => {
    const absent = known.filter((name) => document.find([...path, name]) === undefined);
    const meant = suggest(key, absent);
    const list = known.length === 0 ? '' : `known: ${wordList(known, meant === undefined ? 12 : 3)}`;
    const hint = meant === undefined ? list : `did you mean ${meant}? ${list}`;
    return {
      path: [...path, key],
      part: 'key',
      message: issue.message,
      hint: hint === '' ? undefined : hint,
      meant: meant === undefined ? undefined : [...path, meant],
    };
  });
}

function fromUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  path: FieldPath,
  document: YamlDocument,
): readonly FieldMistake[] {
  const value = document.find(path);
  const choices = 'options' in issue ? issue.options : undefined;
  if (choices !== undefined) {
    const message = `expected one of ${wordList(choices, 20)}`;
    if (value === undefined) return [{ path, part: 'parent', message: asMissing(message) }];
    const hint = didYouMean(value.data, choices);
    return [{ path, part: 'value', message: withFound(message, foundWords(value)), hint }];
  }
  if (issue.inclusive === false)
    return [
      { path, part: 'value', message: 'expected one of several forms, found what is more than one of them' },
    ];
  const verdict = judgeUnion(issue.errors, value?.data);
  if ('best' in verdict) return verdict.best.flatMap((inner) => fromIssue(inner, path, document));
  const message = expectedOf(verdict.none);
  if (value === undefined) return [{ path, part: 'parent', message: asMissing(message) }];
  const hint = hintOf(verdict.none, path, document);
  return [{ path, part: 'value', message: withFound(message, foundWords(value)), hint }];
}

/** `expected a, b or c`, of issues with the same value. */
function expectedOf(issues: readonly Issue[]): string {
  const words = new Set(
    issues.map(({ message }) => message.replace(/^expected /, '')).filter((text) => text !== ''),
  );
  if (words.size === 0) return 'expected another value';
  const alternatives = [...words];
  return `expected ${alternatives.join(alternatives.some((text) => text.includes(',')) ? ', or ' : ' or ')}`;
}

function asMissing(message: string): string {
  return message.startsWith('expected ') ? `missing, ${message}` : `missing: ${message}`;
}

function withFound(message: string, found: string): string {
  return message.startsWith('expected ') ? `${message}, found ${found}` : message;
}

function hintOf(issues: readonly Issue[], path: FieldPath, document: YamlDocument): string | undefined {
  const value = document.find(path);
  if (value === undefined) return undefined;
  for (const issue of issues) {
    const hint =
      issue.code === 'invalid_value'
        ? didYouMean(value.data, issue.values)
        : issue.code === 'invalid_type' && mayFitRewritten(issue)
          ? typeHint(issue.expected, value)
          : undefined;
    if (hint !== undefined) return hint;
  }
  return undefined;
}

function didYouMean(value: unknown, known: readonly unknown[]): string | undefined {
  const meant = typeof value === 'string' ? suggest(value, known.map(String)) : undefined;
  return meant === undefined ? undefined : `did you mean ${meant}?`;
}
