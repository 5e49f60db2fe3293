import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../root.mjs";
import { runs } from "./host.mjs";

const execute = promisify(execFile);

const FOLDER = path.join(ROOT, "node_modules/.cache/nginx");
const PLACES = ["/usr/sbin/nginx", "/usr/local/sbin/nginx", path.join(FOLDER, "usr/sbin/nginx")];

/**
 * The web server that most people put in front of the hub.
 * @returns {string | null}
 */
export function findNginx() {
  return PLACES.find((place) => existsSync(place) && runs(place, "-v")) ?? null;
}

const hasPackages = runs("apt-get") && runs("dpkg-deb");

/** @type {import("../obtain-test-tools.mjs").Tool} */
export const nginx = {
  name: "nginx",
  purpose: "the tests behind a proxy",
  advice: "Install it (Debian: apt-get install nginx)",
  // Elsewhere than on Debian these tests are skipped, and say so.
  isThere: () => findNginx() !== null || !hasPackages,
  async obtain() {
    await mkdir(path.dirname(FOLDER), { recursive: true });
    const draft = await mkdtemp(`${FOLDER}-`);
    // Only its files: as an installed package it would listen on port 80 from now on.
    await execute("apt-get", ["-qq", "download", "nginx"], { cwd: draft });
    for (const file of (await readdir(draft)).filter((name) => name.endsWith(".deb")))
      await execute("dpkg-deb", ["-x", file, "."], { cwd: draft });
    await rm(FOLDER, { recursive: true, force: true });
    await rename(draft, FOLDER);
  },
};
