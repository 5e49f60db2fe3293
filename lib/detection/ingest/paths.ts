/** The paths on which agents report: the original agent joins strings, hence the double slash. */
const INGEST_PATHS = new Set([
  "/agent/metrics",
  "//agent/metrics",
  "/api/agent/metrics",
  "//api/agent/metrics",
]);

/** Whether a request target (path with query) is an ingest path. */
export function isIngestTarget(target: string): boolean {
  const end = target.indexOf("?");
  return INGEST_PATHS.has(end === -1 ? target : target.slice(0, end));
}
