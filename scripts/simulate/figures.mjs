const DAY_S = 86_400;

/**
 * @typedef {{ cpu: number, memory: number, disk: number, load1: number, load5: number, load15: number,
 *   rxBytes: number, txBytes: number }} Figures
 * @typedef {{ cores: number, memoryMb: number, diskGb: number, busy: number, traffic: number }} Build
 */

const SIZES = [
  { cores: 2, memoryMb: 3_908, diskGb: 39.3 },
  { cores: 4, memoryMb: 7_937, diskGb: 78.7 },
  { cores: 8, memoryMb: 32_071, diskGb: 196.7 },
  { cores: 16, memoryMb: 64_218, diskGb: 491.2 },
];

/**
 * A machine of some size, more or less busy.
 * @param {() => number} random
 * @returns {Build}
 */
export function makeBuild(random) {
  const size = SIZES[Math.floor(random() * SIZES.length)] ?? { cores: 2, memoryMb: 3_908, diskGb: 39.3 };
  return { ...size, busy: 4 + 45 * random() ** 2, traffic: 5_000 + 4_000_000 * random() ** 4 };
}

/**
 * @param {Build} build
 * @param {() => number} random
 * @returns {Figures}
 */
export function firstFigures(build, random) {
  const load = (build.busy / 100) * build.cores;
  return {
    cpu: build.busy,
    memory: 20 + 60 * random(),
    disk: 15 + 65 * random(),
    load1: load,
    load5: load,
    load15: load,
    rxBytes: Math.floor(build.traffic * DAY_S * random()),
    txBytes: Math.floor(build.traffic * DAY_S * random()),
  };
}

/**
 * The figures some seconds later: a random walk around what is usual at that time of day. Load, memory and traffic
 * follow the CPU.
 * @param {{ figures: Figures, build: Build, atS: number, elapsedS: number, random: () => number }} given
 * @returns {Figures}
 */
export function nextFigures({ figures, build, atS, elapsedS, random }) {
  const step = (/** @type {number} */ size) => (random() + random() + random() - 1.5) * size;
  const afternoon = 1 + 0.35 * Math.sin((2 * Math.PI * (atS - 9 * 3_600)) / DAY_S);
  const usual = build.busy * afternoon;
  const burst = random() < 0.02 ? 30 * random() : 0;
  const cpu = within(0.3, 99.7, figures.cpu + (usual - figures.cpu) * 0.2 + step(5) + burst);
  const running = (cpu / 100) * build.cores;
  const follow = (/** @type {number} */ load, /** @type {number} */ minutes) =>
    load + (running - load) * (1 - Math.exp(-elapsedS / (60 * minutes)));
  const bytes = build.traffic * elapsedS * (cpu / build.busy) * (0.7 + 0.6 * random());
  // A disk fills up, and is cleaned when it is nearly full.
  const disk = figures.disk + 0.0005 * elapsedS * random();
  return {
    cpu,
    memory: within(8, 97, figures.memory + (cpu - figures.cpu) * 0.08 + step(0.4)),
    disk: disk > 92 ? 40 : disk,
    load1: follow(figures.load1, 1),
    load5: follow(figures.load5, 5),
    load15: follow(figures.load15, 15),
    rxBytes: Math.floor(figures.rxBytes + bytes),
    txBytes: Math.floor(figures.txBytes + bytes * (0.5 + random())),
  };
}

/**
 * @param {number} low
 * @param {number} high
 * @param {number} value
 */
function within(low, high, value) {
  return Math.min(high, Math.max(low, value));
}
