import { readdirSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../root.mjs";

/**
 * Every page for people who are signed in, with an address. `objects`: by the folder that a [part] stands in, what to
 * show there. Pages of others are left out.
 */
export function listPages(objects: Record<string, number>): { name: string; address: string }[] {
  const folders = readdirSync(path.join(ROOT, "app/(signed-in)"), { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "page.tsx")
    // A folder in brackets is not in the address.
    .map((file) =>
      path
        .join("/", path.dirname(file))
        .replace(/\/\([\w-]+\)/g, "")
        .slice(1),
    );
  return folders.flatMap((folder) => {
    const address = folder.replace(/(\w+)\/\[\w+\]/g, (part, kind: string) =>
      objects[kind] === undefined ? part : `${kind}/${objects[kind]}`,
    );
    if (address.includes("[")) return [];
    if (folder === "") return [{ name: "overview", address: "/" }];
    return [{ name: folder.replace(/\/\[\w+\]/g, "-one").replaceAll("/", "-"), address: `/${address}` }];
  });
}
