/** A switch as the services' programs read it. */
export function flag(on: boolean): string {
  return on ? 'true' : 'false';
}
