const FIELDS: readonly (readonly [number, number, string])[] = [
  [0, 59, ''],
  [0, 23, ''],
  [1, 31, ''],
  [1, 12, 'jan feb mar apr may jun jul aug sep oct nov dec'],
  [0, 6, 'sun mon tue wed thu fri sat'],
];
const MACRO = /^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly)$/;

/** A schedule of a CronJob, as robfig/cron v3 reads the standard form. */
export function isSchedule(text: string): boolean {
  if (text.startsWith('@'))
    return MACRO.test(text) || /^@every (?:\d+(?:\.\d+)?(?:h|m|s|ms|us|µs|ns))+$/.test(text);
  const fields = text.trim().split(/\s+/);
  return (
    fields.length === FIELDS.length &&
    fields.every((field, i) => {
      const [min, max, names] = FIELDS[i] ?? [0, 0, ''];
      return field.split(',').every((part) => isRange(part, min, max, names));
    })
  );
}

function isRange(part: string, min: number, max: number, names: string): boolean {
  const [, from = '', to, step] = /^(\*|\?|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part) ?? [];
  if (from === '' || (step !== undefined && Number(step) === 0)) return false;
  if (from === '*' || from === '?') return to === undefined;
  const first = numberOf(from, min, names);
  const last = to === undefined ? first : numberOf(to, min, names);
  return first !== undefined && last !== undefined && first >= min && last <= max && first <= last;
}

function numberOf(text: string, min: number, names: string): number | undefined {
  const at = names.split(' ').indexOf(text.toLowerCase());
  if (at !== -1 && names !== '') return at + min;
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

/** A time zone of the IANA database; the name of this machine's is none. */
export function isTimeZone(text: string): boolean {
  if (text === '' || text.toLowerCase() === 'local') return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
