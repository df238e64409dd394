import { Environment } from '@marcbachmann/cel-js';

let environment: Environment | undefined;

/** A literal of a message, `google.protobuf.Duration{seconds: 1}`, which the library does not know. */
const MESSAGE = /[A-Za-z_]\s*\{/;

/**
 * Whether a text is an expression in CEL, as istiod asks (istio `pkg/config/validation/validation_istiod.go`): whether its
 * grammar takes it. What its names mean only the proxy knows.
 */
export function isCelExpression(text: string): boolean {
  environment ??= new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false });
  try {
    return !hasBadMacro(environment.parse(text).ast);
  } catch {
    return MESSAGE.test(text);
  }
}

/** `has(a)`: the macro asks for a field of something. */
function hasBadMacro(node: unknown): boolean {
  if (isList(node)) return node.some(hasBadMacro);
  if (typeof node !== 'object' || node === null || !('op' in node) || !('args' in node)) return false;
  const { op, args } = node;
  if (
    op === 'call' &&
    isList(args) &&
    args[0] === 'has' &&
    !isField(isList(args[1]) ? args[1][0] : undefined)
  )
    return true;
  return hasBadMacro(args);
}

function isField(node: unknown): boolean {
  return typeof node === 'object' && node !== null && 'op' in node && node.op === '.';
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
