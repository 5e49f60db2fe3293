import { readdir, readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

/** Where files are, and how long a browser may keep them: the names of the build's own change with their contents. */
const FOLDERS = [
  { folder: "static", prefix: "/_next/static/", cache: "public, max-age=31536000, immutable" },
  { folder: "../public", prefix: "/", cache: "public, max-age=3600" },
];
const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "application/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

type BuiltFile = { headers: Record<string, string | number>; body: Buffer; gzipped: Buffer | null };

/**
 * The scripts, styles, fonts and icons of the build by path, a megabyte or two. They are served from memory because Next would
 * compress each of them again for each visitor, on the thread that receives reports, and because a build beside the
 * running hub must not take files away from open pages.
 */
export async function readBuiltFiles(buildDir: string): Promise<ReadonlyMap<string, BuiltFile>> {
  const found = await Promise.all(
    FOLDERS.map(({ folder, ...rest }) => readFolder({ dir: path.join(buildDir, folder), ...rest })),
  );
  return new Map(found.flat());
}

async function readFolder({
  dir,
  prefix,
  cache,
}: {
  dir: string;
  prefix: string;
  cache: string;
}): Promise<[string, BuiltFile][]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && path.extname(entry.name) in TYPES);
  return Promise.all(
    files.map(async ({ parentPath, name }): Promise<[string, BuiltFile]> => {
      const file = path.join(parentPath, name);
      const body = await readFile(file);
      const gzipped = name.endsWith(".woff2") ? null : await promisify(gzip)(body);
      const url = `${prefix}${path.relative(dir, file).split(path.sep).join("/")}`;
      return [url, { headers: headersOf(name, cache), body, gzipped }];
    }),
  );
}

function headersOf(name: string, cache: string): BuiltFile["headers"] {
  return {
    "content-type": TYPES[path.extname(name)] ?? "",
    "cache-control": cache,
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
