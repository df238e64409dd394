import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Problems } from './problems.js';

/** A page of docs/ of which a run generates the sections, one for each environment. */
export interface Page {
  readonly file: string;
  readonly introduction: string;
}

const heading = (name: string): string => `\n## ${name}\n\n`;

/**
 * Compares a section with the committed one.
 * @param write the section is written instead, in the order in which sections first came
 */
export function keepSection(
  { file, introduction }: Page,
  name: string,
  content: string,
  write: boolean,
): Problems {
  const [head = '', ...sections] = (existsSync(file) ? readFileSync(file, 'utf8') : introduction).split(
    /(?=\n## )/,
  );
  const wanted = `${heading(name)}${content.trimEnd()}\n`;
  const index = sections.findIndex((section) => section.startsWith(heading(name)));
  if (write) {
    const kept = sections.filter((_, at) => at !== index);
    kept.splice(index < 0 ? kept.length : index, 0, wanted);
    writeFileSync(file, `${introduction}${kept.join('')}`);
    return [];
  }
  if (sections[index] === wanted && head === introduction) return [];
  const [before, after] = [sections[index] ?? '', wanted].map((text) => text.split('\n'));
  const difference =
    after?.find((text) => before?.includes(text) !== true) ?? 'a line is gone, or the introduction differs';
  return [`${file} is not what this run gives; first difference: ${difference}`];
}
