/** The error of what must not construct, with the line numbers of its file replaced. */
export function refusal(build: () => void): string {
  try {
    build();
  } catch (error) {
    if (error instanceof Error) return error.message.replaceAll(/\.ts:\d+/g, '.ts:LINE');
  }
  throw new Error('nothing was refused');
}
