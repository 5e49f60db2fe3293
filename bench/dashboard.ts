// How long a cold browser waits until the overview and the list of machines are usable, compared with a static page of
// the same rows from bare Node, and how much script the overview loads.
// Run by hand after `npm run build`: npx tsx bench/dashboard.ts 200   (or 1000, 10000)
import { gzipSync } from "node:zlib";
import { type Browser, chromium } from "playwright";
import type { MachineView } from "@/lib/machines/schema";
import { CHROMIUM_FLAGS, requireChromium } from "../scripts/test-tools/chromium.mjs";
import { ADMIN, DashboardHub } from "./support/dashboard-hub";
import { StaticPage } from "./support/static-page";

const RUNS = 9;
const GOAL_RATIO = 2.5;
const GOAL_SCRIPT_KB = 220;

type State = Awaited<ReturnType<import("playwright").BrowserContext["storageState"]>>;

type Moments = { shownMs: number; hydratedMs: number };

/**
 * Runs in the page: has the browser report when it has painted the headline and the first machine (both come from the
 * server, and their links work without any script), and marks when React has hydrated the page.
 */
function watchMoments(): void {
  const findShown = () => [
    document.querySelector("main h1"),
    document.querySelector('main a[href^="/machines/"]:not([href$="/new"])'),
  ];
  const arrivals = new MutationObserver(() => {
    const [headline, machine] = findShown();
    headline?.setAttribute("elementtiming", "headline");
    if (!headline || !machine) return;
    arrivals.disconnect();
    // Text counts for the block that contains it, which a link need not be.
    for (const element of [machine, machine.parentElement]) element?.setAttribute("elementtiming", "machine");
  });
  arrivals.observe(document, { childList: true, subtree: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { identifier } = entry as PerformanceEntry & { identifier: string };
      performance.mark(identifier, { startTime: entry.startTime });
    }
  }).observe({ type: "element", buffered: true });
  const lookForReact = () => {
    const [, machine] = findShown();
    const isHydrated = Object.keys(machine ?? {}).some((key) => key.startsWith("__reactFiber$"));
    if (isHydrated) performance.mark("hydrated");
    else requestAnimationFrame(lookForReact);
  };
  requestAnimationFrame(lookForReact);
}

/** Milliseconds from navigation to use, in a browser that has never seen the address. */
async function load({ browser, url, state }: { browser: Browser; url: string; state?: State }) {
  const context = await browser.newContext({ storageState: state, viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  // tsx wraps functions in this helper, which the page does not have.
  await page.addInitScript("globalThis.__name = (named) => named");
  await page.addInitScript(watchMoments);
  await page.goto(url, { waitUntil: "commit" });
  const awaited = ["headline", "machine", ...(state === undefined ? [] : ["hydrated"])];
  await page.waitForFunction(
    (names) => names.every((name) => performance.getEntriesByName(name, "mark").length > 0),
    awaited,
  );
  const moments = await page.evaluate((): Moments => {
    const at = (name: string) => performance.getEntriesByName(name, "mark")[0]?.startTime ?? Number.NaN;
    return { shownMs: Math.max(at("headline"), at("machine")), hydratedMs: at("hydrated") };
  });
  await context.close();
  return moments;
}

/** Bytes of all scripts of a page, gzipped. */
async function scriptBytes({ browser, url, state }: { browser: Browser; url: string; state: State }) {
  const context = await browser.newContext({ storageState: state });
  const page = await context.newPage();
  const scripts = new Map<string, Promise<Buffer>>();
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") scripts.set(response.url(), response.body());
  });
  await page.goto(url, { waitUntil: "load" });
  const bodies = await Promise.all(scripts.values());
  await context.close();
  return bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
}

async function signIn({ browser, url }: { browser: Browser; url: string }): Promise<State> {
  const context = await browser.newContext();
  const { csrfToken } = await (await context.request.get(`${url}/api/auth/csrf`)).json();
  const { email, password } = ADMIN;
  await context.request.post(`${url}/api/auth/callback/credentials`, {
    form: { csrfToken, email, password, json: "true" },
  });
  const state = await context.storageState();
  await context.close();
  return state;
}

const median = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const say = (line: string) => process.stdout.write(`${line}\n`);

const machines = Number(process.argv[2] ?? 200);
const hub = await DashboardHub.start(machines);
const all: MachineView[] = [];
for (let cursor = ""; ; ) {
  const page = await hub.session.call("GET", `/api/v1/machines?limit=500${cursor}`);
  all.push(...page.data);
  if (page.next_cursor === null) break;
  cursor = `&cursor=${page.next_cursor}`;
}
const plain = await StaticPage.start(all);
const browser = await chromium.launch({ executablePath: requireChromium(), args: CHROMIUM_FLAGS });
const state = await signIn({ browser, url: hub.url });
const pages = [
  { name: "static page", url: plain.url },
  { name: "overview", url: `${hub.url}/`, state },
  { name: "machines", url: `${hub.url}/machines`, state },
];
const loads = pages.map((): Moments[] => []);
// The first round warms the servers; they take turns so that a noisy neighbour affects all alike.
for (let run = 0; run <= RUNS; run++) {
  for (const [index, page] of pages.entries()) {
    const moments = await load({ browser, ...page });
    if (run > 0) loads[index]?.push(moments);
  }
}
const medianOf = (index: number, moment: keyof Moments) =>
  median((loads[index] ?? []).map((moments) => moments[moment]));
const baseMs = medianOf(0, "shownMs");
const describe = (ms: number) => `${Math.round(ms)} ms (${(ms / baseMs).toFixed(1)}×)`;
say(`${machines} machines, median of ${RUNS} cold loads, beside a static page of the same rows:`);
for (const [index, { name }] of pages.entries()) {
  const shown = `on screen after ${describe(medianOf(index, "shownMs"))}`;
  const hydrated = `, live after ${describe(medianOf(index, "hydratedMs"))}, goal ≤ ${GOAL_RATIO}×`;
  say(`  ${name}: ${shown}${index === 0 ? "" : hydrated}`);
}
const bytes = await scriptBytes({ browser, url: `${hub.url}/`, state });
say(`  script of the overview: ${(bytes / 1024).toFixed(0)} kB gzipped (goal ≤ ${GOAL_SCRIPT_KB} kB)`);
await browser.close();
await plain.stop();
await hub.stop();
