import type { Format } from '../format.js';

// Envoy's header formatter: plain text, %%, %NAME%, %NAME(argument)% and %NAME(["argument", …])%.
const TEXT = String.raw`(?:[^\\)"]|\\.)*`;
const ONE_ARGUMENT = String.raw`[^ [)]${TEXT}`;
const ARGUMENTS = String.raw`\[ *"${TEXT}"(?: *, *"${TEXT}")* *\] *`;
const VALUE = new RegExp(String.raw`^(?:[^%]|%%|%[^%(]*(?:\( *(?:${ONE_ARGUMENT}|${ARGUMENTS})\) *)?%)*$`);
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f]/;

/** istio `pkg/config/validation/validation.go`, ValidateHTTPHeaderValue. */
export const headerValue: Format = {
  expected: 'a header value: no control characters, variables as %NAME% or %NAME(…)%, %% for a percent sign',
  accepts: (value) => typeof value === 'string' && !CONTROL.test(value) && VALUE.test(value),
};
