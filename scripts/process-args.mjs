/**
 * How Node runs each process. Where new objects go takes three times this many megabytes, and Node's own choice is sixteen,
 * made for hosts that have nothing else to do: smaller makes an idle hub a quarter smaller, and a report no dearer. A
 * smaller one than four would cost ingest time.
 * @type {Record<"ingest" | "web" | "worker", string[]>}
 */
const FLAGS = {
  ingest: ["--max-semi-space-size=4"],
  web: ["--max-semi-space-size=4"],
  worker: ["--max-semi-space-size=2", "--v8-pool-size=1"],
};

/**
 * Node's arguments for a process of the product, as built.
 * @param {"ingest" | "web" | "worker"} name
 */
export const processArgs = (name) => [...FLAGS[name], `dist/${name}.js`];
