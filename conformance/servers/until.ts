import { setTimeout as sleep } from 'node:timers/promises';

/** Whether something comes to hold within so many seconds. */
export async function until(holds: () => Promise<boolean>, seconds: number): Promise<boolean> {
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    if (await holds()) return true;
    await sleep(50);
  }
  return holds();
}
