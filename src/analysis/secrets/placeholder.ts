/** What people write where a value is to come later. */
const FORMS: readonly RegExp[] = [
  /^(?:change|replace)[-_ .]?(?:me|this|it|with|in)(?:[^a-z].{0,80})?$/,
  /^changeme\d*$/,
  /^(?:your|my|insert|put|enter|fill)[-_ ].{0,60}(?:here|password|secret|key|token)$/,
  /^(?:todo|tbd|fixme|placeholder|dummy|redacted|none-yet)(?:[^a-z].{0,80})?$/,
  /^(?:x{3,}|\*{3,}|\.{3,}|-{3,}|\?{3,})$/,
  // `<path:…>` is filled in by a plugin of Argo CD.
  /^<(?!path:)[a-z0-9 _./-]{1,60}>$/,
];

/** Whether a text stands for a value that nobody has written yet. */
export function isPlaceholder(text: string): boolean {
  const value = text.trim().toLowerCase();
  return value.length <= 100 && FORMS.some((form) => form.test(value));
}
