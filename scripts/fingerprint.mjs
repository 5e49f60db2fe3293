import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Every file under the given files and folders, sorted.
 * @param {string} root
 * @param {string[]} entries
 * @param {(relativePath: string) => boolean} [isWanted]
 * @returns {string[]}
 */
export function listFiles(root, entries, isWanted = () => true) {
  return entries
    .filter((entry) => isWanted(entry) && existsSync(path.join(root, entry)))
    .flatMap((entry) => {
      if (!statSync(path.join(root, entry)).isDirectory()) return [entry];
      const inside = readdirSync(path.join(root, entry)).map((name) => `${entry}/${name}`);
      return listFiles(root, inside, isWanted);
    })
    .sort();
}

/**
 * One hash over the contents of files and over other facts.
 * @param {{ root: string, entries: string[], facts?: string[], isWanted?: (relativePath: string) => boolean }} inputs
 */
export function fingerprint({ root, entries, facts = [], isWanted = () => true }) {
  const hash = createHash("sha256").update(JSON.stringify(facts));
  for (const file of listFiles(root, entries, isWanted)) {
    const content = readFileSync(path.join(root, file));
    hash.update(`\n${file} ${content.length}\n`).update(content);
  }
  return hash.digest("hex");
}

/**
 * @param {string} stampFile
 * @param {string} print
 */
export function isStamped(stampFile, print) {
  return existsSync(stampFile) && readFileSync(stampFile, "utf8") === print;
}

/**
 * @param {string} stampFile
 * @param {string} print
 */
export function stamp(stampFile, print) {
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, print);
}
