import { readdir, readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

const PREFIX = "/_next/static/";
const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "application/javascript; charset=utf-8",
  ".woff2": "font/woff2",
};

type BuiltFile = { headers: Record<string, string | number>; body: Buffer; gzipped: Buffer | null };

/**
 * The scripts, styles and fonts of the build by path, a megabyte or two. They are served from memory because Next would
 * compress each of them again for each visitor, on the thread that receives reports, and because a build beside the
 * running hub must not take files away from open pages.
 */
export async function readBuiltFiles(buildDir: string): Promise<ReadonlyMap<string, BuiltFile>> {
  const dir = path.join(buildDir, "static");
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && path.extname(entry.name) in TYPES);
  return new Map(
    await Promise.all(
      files.map(async ({ parentPath, name }): Promise<[string, BuiltFile]> => {
        const file = path.join(parentPath, name);
        const body = await readFile(file);
        const gzipped = name.endsWith(".woff2") ? null : await promisify(gzip)(body);
        const url = `${PREFIX}${path.relative(dir, file).split(path.sep).join("/")}`;
        return [url, { headers: headersOf(name), body, gzipped }];
      }),
    ),
  );
}

function headersOf(name: string): BuiltFile["headers"] {
  return {
    "content-type": TYPES[path.extname(name)] ?? "",
    // The file name changes with its contents.
    "cache-control": "public, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
    vary: "accept-encoding",
  };
}

/** Answers a request for one of these files. False: the request is for something else. */
export function answerBuiltFile({
  files,
  request,
  response,
}: {
  files: ReadonlyMap<string, BuiltFile>;
  request: IncomingMessage;
  response: ServerResponse;
}): boolean {
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  const file = files.get(request.url ?? "");
  if (file === undefined) return false;
  const isGzipped =
    file.gzipped !== null && /\bgzip\b(?!\s*;\s*q=0)/.test(request.headers["accept-encoding"] ?? "");
  const body = isGzipped && file.gzipped !== null ? file.gzipped : file.body;
  response.writeHead(200, {
    ...file.headers,
    ...(isGzipped && { "content-encoding": "gzip" }),
    "content-length": body.length,
  });
  response.end(request.method === "HEAD" ? undefined : body);
  return true;
}
