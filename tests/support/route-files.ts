import { readdirSync } from "node:fs";
import path from "node:path";

const APP = path.resolve(import.meta.dirname, "../../app");

/** Every route.ts under app/ with its path, in OpenAPI's form: /api/v1/machines/{id}. */
export function listRouteFiles(): { address: string; file: string }[] {
  return readdirSync(APP, { recursive: true, encoding: "utf8" })
    .filter((name) => path.basename(name) === "route.ts")
    .map((name) => ({
      address: `/${path.dirname(name).replace(/\[(\w+)\]/g, "{$1}")}`,
      file: path.join(APP, name),
    }));
}
