import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { firstFigures, makeBuild, nextFigures } from "./figures.mjs";

const LIMIT_MS = 10_000;
const REPORTS_BEFORE_TROUBLE = 6;
const PLATFORMS = [
  { platform: "debian", platform_version: "13", kernel_version: "6.12.48+deb13-amd64" },
  { platform: "ubuntu", platform_version: "24.04", kernel_version: "6.8.0-86-generic" },
  { platform: "rocky", platform_version: "9.6", kernel_version: "5.14.0-570.el9.x86_64" },
  { platform: "alpine", platform_version: "3.22.1", kernel_version: "6.12.40-0-lts" },
];

/** @typedef {"steady" | "stops" | "flaps"} Behaviour */

/**
 * Whether a machine reports at this many seconds after the simulation began.
 * @param {{ behaviour: Behaviour, elapsedS: number, intervalS: number, silentS: number }} given
 */
export function isReporting({ behaviour, elapsedS, intervalS, silentS }) {
  const soundS = REPORTS_BEFORE_TROUBLE * intervalS;
  if (behaviour === "steady") return true;
  if (behaviour === "stops") return elapsedS < soundS;
  return elapsedS % (soundS + silentS) < soundS;
}

/**
 * How full the filesystem of a machine is that fills: above 90 % for most of half an hour, which makes a rule fire, and
 * then cleaned.
 * @param {number} elapsedS
 */
export function fillingPct(elapsedS) {
  const intoS = elapsedS % 1_800;
  return intoS < 1_500 ? Math.min(97, 88 + intoS / 30) : 41;
}

/**
 * Reports for one machine until it is stopped, and passes each answer to `onAnswer`: a status, or 0 for no answer.
 * @param {{ hubUrl: string, name: string, apiKey: string, intervalS: number, behaviour: Behaviour, fills: boolean, silentS: number,
 *   signal: AbortSignal, onAnswer: (status: number) => void }} machine
 */
export async function reportAs({
  hubUrl,
  name,
  apiKey,
  intervalS,
  behaviour,
  fills,
  silentS,
  signal,
  onAnswer,
}) {
  const build = makeBuild(Math.random);
  const platform = PLATFORMS[Math.floor(Math.random() * PLATFORMS.length)];
  const bootId = randomUUID();
  const startedAtMs = Date.now();
  const bootedAtMs = startedAtMs - Math.random() * 60 * 86_400_000;
  let figures = firstFigures(build, Math.random);
  let needsSystemInfo = true;
  let delayMs = Math.random() * intervalS * 1_000;
  while (await isAwake(delayMs, signal)) {
    delayMs = intervalS * 1_000;
    const atS = Date.now() / 1_000;
    figures = nextFigures({ figures, build, atS, elapsedS: intervalS, random: Math.random });
    const elapsedS = atS - startedAtMs / 1_000;
    if (!isReporting({ behaviour, elapsedS, intervalS, silentS })) continue;
    const report = toReport(figures, build);
    const filling = { mount: "/var", used_pct: Math.round(fillingPct(elapsedS)), total_bytes: 20 * 2 ** 30 };
    const body = {
      ...report,
      filesystems: fills ? [...report.filesystems, filling] : report.filesystems,
      uptime_s: Math.floor(atS - bootedAtMs / 1_000),
      boot_id: bootId,
      interval_s: intervalS,
      agent_version: "simulated",
      ...(needsSystemInfo && {
        system_info: {
          hostname: `${name}.example.net`,
          ...platform,
          cpu_cores: build.cores,
          memory_total_mb: build.memoryMb,
          disk_total_gb: build.diskGb,
          last_boot_time: new Date(bootedAtMs).toISOString(),
        },
      }),
    };
    const status = await send({ hubUrl, apiKey, body, signal });
    if (status === 202) needsSystemInfo = false;
    if (!signal.aborted) onAnswer(status);
  }
}

/**
 * @param {import("./figures.mjs").Figures} figures
 * @param {import("./figures.mjs").Build} build
 */
function toReport(figures, build) {
  const tenths = (/** @type {number} */ value) => Math.round(value * 10) / 10;
  const hundredths = (/** @type {number} */ value) => Math.round(value * 100) / 100;
  const disk = tenths(figures.disk);
  return {
    cpu_pct: tenths(figures.cpu),
    mem_used_pct: tenths(figures.memory),
    swap_used_pct: tenths(Math.max(0, figures.memory - 80) / 2),
    disk_used_pct: disk,
    load1: hundredths(figures.load1),
    load5: hundredths(figures.load5),
    load15: hundredths(figures.load15),
    net_rx_bytes: figures.rxBytes,
    net_tx_bytes: figures.txBytes,
    filesystems: [{ mount: "/", used_pct: disk, total_bytes: Math.round(build.diskGb * 2 ** 30) }],
    interfaces: [{ name: "eth0", rx_bytes: figures.rxBytes, tx_bytes: figures.txBytes }],
  };
}

/**
 * @param {number} delayMs
 * @param {AbortSignal} signal
 */
async function isAwake(delayMs, signal) {
  await sleep(delayMs, undefined, { signal }).catch(() => {});
  return !signal.aborted;
}

/**
 * @param {{ hubUrl: string, apiKey: string, body: unknown, signal: AbortSignal }} report
 */
async function send({ hubUrl, apiKey, body, signal }) {
  try {
    const response = await fetch(`${hubUrl}/agent/metrics`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-api-key": apiKey },
      body: JSON.stringify(body),
      signal: AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
