const ROLES = ["web", "api", "db", "cache", "worker", "queue", "build", "backup", "proxy", "search"];
const SITES = ["fra1", "ams2", "iad3"];

/**
 * The name of the nth simulated machine, such as web-fra1-01.
 * @param {number} index
 */
export function nameOf(index) {
  const role = ROLES[index % ROLES.length];
  const site = SITES[Math.floor(index / ROLES.length) % SITES.length];
  const number = Math.floor(index / (ROLES.length * SITES.length)) + 1;
  return `${role}-${site}-${String(number).padStart(2, "0")}`;
}
