import { readdirSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../root.mjs";

/**
 * Every page for signed-in people, with an address. `objects`: what to show for a [part], by the folder it is in. Pages
 * of other objects are left out.
 */
export function listPages(objects: Record<string, number>): { name: string; address: string }[] {
  const folders = readdirSync(path.join(ROOT, "app/(signed-in)"), { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "page.tsx")
    // A folder in brackets is not part of the address.
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
