export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function ms(time: number | undefined): string {
  return time === undefined ? 'not found' : `${Math.round(time)} ms`;
}
