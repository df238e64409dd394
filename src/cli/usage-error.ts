/** The program was called in a way that makes no sense, or with what cannot be read: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
