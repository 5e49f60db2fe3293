import { readdirSync } from "node:fs";
import path from "node:path";
import { listRouteFiles } from "../route-files";

const APP = path.resolve(import.meta.dirname, "../../../app");
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

export type Handler = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>;

/** Every method of every route under app/, as "GET /api/v1/machines/{id}"; without next-auth's own and the one for unknown paths. */
export async function listMethods(): Promise<Map<string, Handler>> {
  const found = new Map<string, Handler>();
  for (const { address, file } of listRouteFiles()) {
    if (address.includes("[...")) continue;
    const module = (await import(file)) as Record<string, Handler>;
    for (const method of METHODS) {
      const handler = module[method];
      if (handler !== undefined) found.set(`${method} ${address}`, handler);
    }
  }
  return found;
}

/** The path of every page under app/, with parts such as {id} in braces. */
export function listPages(): string[] {
  return readdirSync(APP, { recursive: true, encoding: "utf8" })
    .filter((name) => path.basename(name) === "page.tsx")
    .map((name) =>
      path
        .dirname(`/${name}`)
        .split("/")
        .filter((part) => !part.startsWith("("))
        .join("/")
        .replace(/\[(\w+)\]/g, "{$1}"),
    )
    .map((address) => address || "/");
}
