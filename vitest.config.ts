import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Several files run whole programs (synthesis, packing, the compiler), on machines with two cores.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
