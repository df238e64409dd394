import type { YamlValue } from './yaml-tree.js';
import { counted, quoted } from './words.js';

/** What is written in a place, as it completes "found …". */
export function foundWords({ data, source }: YamlValue): string {
  if (Array.isArray(data))
    return data.length === 0 ? 'an empty list' : `a list of ${counted(data.length, 'item')}`;
  if (typeof data === 'object' && data !== null)
    return Object.keys(data).length === 0 ? 'an empty mapping' : 'a mapping';
  if (typeof data === 'string') return quoted(data);
  return source === undefined || source === '' ? 'nothing' : source;
}

const YAML_1_1_TRUE = /^(?:true|yes|on|y)$/i;
const YAML_1_1_FALSE = /^(?:false|no|off|n)$/i;
const NUMBER = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)$/;

/** How a value of a wrong type may be put right, if only its writing is wrong. */
export function typeHint(expected: string, { data, source }: YamlValue): string | undefined {
  const isPlain = typeof data === 'number' || typeof data === 'boolean';
  if (expected === 'string') return isPlain ? `in quotes: '${source ?? data}'` : undefined;
  if (typeof data !== 'string') return undefined;
  if (expected === 'boolean') {
    if (YAML_1_1_TRUE.test(data)) return 'write true, without quotes';
    return YAML_1_1_FALSE.test(data) ? 'write false, without quotes' : undefined;
  }
  return (expected === 'number' || expected === 'int') && NUMBER.test(data)
    ? `without quotes: ${data}`
    : undefined;
}
