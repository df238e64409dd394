import { readTexts, type ReadText } from '../../mesh/addresses/address-uses.js';
import type { Manifest } from '../../model/manifest.js';
import type { TextPart } from '../rule.js';

/** A value with its name, in a text that a program reads. */
export interface NamedText {
  readonly path: ReadText['path'];
  readonly name: string;
  readonly value: string;
  /** Where the value is in the text, if it is not all of it. */
  readonly within?: TextPart | undefined;
}

/** A line of a file: `name: value`, `name=value`, `"name": "value"`, `name value` for what Redis has. */
const LINE =
  /^[ \t-]*["']?([A-Za-z][\w.-]{0,80})["']?[ \t]{0,20}[:=][ \t]{0,20}["']?([^"'\s,#]{1,200})["']?,?[ \t\r]{0,20}$/;
const REDIS = /^(requirepass|masterauth)[ \t]{1,20}["']?([^"'\s]{1,200})["']?[ \t\r]{0,20}$/;
const FLAG = /^-{1,2}([A-Za-z][\w.-]{0,80})(?:=([^\n]{0,2000}))?$/;

/** The values in a text, by the names that stand before them. */
export function* namedTexts(manifest: Manifest): Iterable<NamedText> {
  let flag: string | undefined;
  for (const { path, text, name, isFile } of readTexts(manifest)) {
    if (isFile) {
      let offset = 0;
      for (const line of text.split('\n')) {
        const start = offset;
        offset += line.length + 1;
        if (line.length > 400) continue;
        const [, key, value] = LINE.exec(line) ?? REDIS.exec(line) ?? [];
        if (key === undefined || value === undefined) continue;
        // Nothing but quotes and blanks follows it.
        const first = start + line.lastIndexOf(value);
        yield { path, name: key, value, within: [first, first + value.length] };
      }
      flag = undefined;
    } else if (name !== undefined) {
      yield { path, name, value: text };
    } else {
      const [, key, value] = FLAG.exec(text) ?? [];
      if (key !== undefined && value !== undefined) yield { path, name: key, value };
      else if (key === undefined && flag !== undefined) yield { path, name: flag, value: text };
      flag = value === undefined ? key : undefined;
    }
  }
}
