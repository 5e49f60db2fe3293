import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { request } from "undici";
import { afterAll, beforeAll, expect, it } from "vitest";
import { answerBuiltFile, readBuiltFiles } from "./built-files";

const SCRIPT = "console.log(1);\n".repeat(100);

let dir: string;
let server: Server;
let url: string;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "lunasentri-built-"));
  await mkdir(path.join(dir, "build/static/chunks"), { recursive: true });
  await mkdir(path.join(dir, "public/icons"), { recursive: true });
  await writeFile(path.join(dir, "public/icons/moon.svg"), "<svg/>");
  await writeFile(path.join(dir, "build/static/chunks/a~b.js"), SCRIPT);
  await writeFile(path.join(dir, "build/static/chunks/a.js.map"), "{}");
  await writeFile(path.join(dir, "build/secret.js"), "private");
  const files = await readBuiltFiles(path.join(dir, "build"));
  // The file is kept in memory, whatever happens to the folder.
  await rm(dir, { recursive: true });
  server = createServer((request, response) => {
    if (!answerBuiltFile({ files, request, response })) response.writeHead(404).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

it.each([
  ["the compressed file, if the client accepts that", "GET", "chunks/a~b.js", "gzip, br", 200, "gzip"],
  ["the plain file, if the client does not", "GET", "chunks/a~b.js", "br", 200, undefined],
  ["the plain file, if the client refuses compression", "GET", "chunks/a~b.js", "gzip;q=0", 200, undefined],
  ["the headers alone", "HEAD", "chunks/a~b.js", "gzip", 200, "gzip"],
  ["nothing for another method", "POST", "chunks/a~b.js", "gzip", 404, undefined],
  ["nothing of another file type", "GET", "chunks/a.js.map", "gzip", 404, undefined],
  ["nothing outside the folder", "GET", "../secret.js", "gzip", 404, undefined],
  ["nothing by an encoded path outside", "GET", "chunks/%2e%2e/%2e%2e/secret.js", "gzip", 404, undefined],
] as const)("gives %s", async (_, method, name, accepted, status, encoding) => {
  const answer = await request(`${url}/_next/static/${name}`, {
    method,
    headers: { "accept-encoding": accepted },
  });
  const body = Buffer.from(await answer.body.arrayBuffer());
  expect(answer.statusCode).toBe(status);
  expect(answer.headers["content-encoding"]).toBe(encoding);
  if (status !== 200) return;
  expect(answer.headers["cache-control"]).toContain("immutable");
  if (method === "GET") expect(String(encoding === "gzip" ? gunzipSync(body) : body)).toBe(SCRIPT);
});

it("gives an icon, which may change with a new version", async () => {
  const answer = await request(`${url}/icons/moon.svg`);
  expect(await answer.body.text()).toBe("<svg/>");
  expect(answer.headers).toMatchObject({
    "content-type": "image/svg+xml",
    "cache-control": "public, max-age=3600",
    "x-content-type-options": "nosniff",
  });
});
