const NOT_TEXT = /^(?:true|false|null)$/i;
const MAX_FOUND = 60;

/** A literal as people write it: texts without quotes where YAML needs none. */
function literalWord(value: unknown): string {
  if (typeof value !== 'string') return String(value);
  return /^[A-Za-z_/][\w./:-]*$/.test(value) && !NOT_TEXT.test(value) ? value : JSON.stringify(value);
}

/** `a, b, c, …`. */
export function wordList(values: Iterable<unknown>, max: number): string {
  const words = Array.from(values, literalWord);
  return words.length > max ? `${words.slice(0, max).join(', ')}, …` : words.join(', ');
}

/** A text in quotes, shortened if it is long. */
export function quoted(text: string): string {
  const characters = Array.from(text);
  return JSON.stringify(characters.length > MAX_FOUND ? `${characters.slice(0, MAX_FOUND).join('')}…` : text);
}

/** `1 item`, `2 items`. */
export function counted(count: number | bigint, thing: string): string {
  return `${count} ${thing}${Number(count) === 1 ? '' : 's'}`;
}
