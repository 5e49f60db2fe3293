import { expect, it } from "vitest";
import { firstFigures, makeBuild, nextFigures } from "./figures.mjs";

/**
 * Numbers that look random and are the same each time.
 * @param {number} seed
 */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

it.each([1, 2, 3, 4, 5])("stays believable for a day (%i)", (seed) => {
  const random = seeded(seed);
  const build = makeBuild(random);
  let figures = firstFigures(build, random);
  for (let atS = 0; atS < 86_400; atS += 60) {
    const before = figures;
    figures = nextFigures({ figures, build, atS, elapsedS: 60, random });
    for (const value of [figures.cpu, figures.memory, figures.disk]) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(100);
    }
    for (const load of [figures.load1, figures.load5, figures.load15]) {
      expect(load).toBeGreaterThan(0);
      expect(load).toBeLessThanOrEqual(build.cores);
    }
    expect(Math.abs(figures.memory - before.memory)).toBeLessThan(6);
    expect(figures.rxBytes).toBeGreaterThanOrEqual(before.rxBytes);
    expect(figures.txBytes).toBeGreaterThanOrEqual(before.txBytes);
  }
});

it("makes load follow the CPU, the short average first", () => {
  const build = { cores: 4, memoryMb: 8_000, diskGb: 80, busy: 5, traffic: 1_000 };
  const calm = () => 0.5;
  const start = { ...firstFigures(build, calm), cpu: 100 };
  const next = nextFigures({ figures: start, build, atS: 0, elapsedS: 10, random: calm });
  expect(next.load1).toBeGreaterThan(next.load5);
  expect(next.load5).toBeGreaterThan(next.load15);
});
