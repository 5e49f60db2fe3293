import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { findNginx } from "../../../scripts/test-tools/nginx.mjs";
import { freePort } from "../free-port";
import { makeCertificate } from "./certificate";
import type { RunningProxy } from "./running-proxy";

const START_LIMIT_MS = 20_000;
const TEMP = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];

export type NginxServers = (given: { port: number; hubPort: number; key: string; cert: string }) => string;

/** The real nginx with these server blocks. */
export async function startNginx({
  servers,
  hubPort,
  name,
}: {
  servers: NginxServers;
  hubPort: number;
  name: string;
}): Promise<RunningProxy> {
  const folder = await mkdtemp(path.join(tmpdir(), "lunasentri-nginx-"));
  const port = await freePort();
  const text = servers({ port, hubPort, ...makeCertificate(folder, name) });
  const temp = TEMP.map((each) => `${each}_temp_path ${folder}/${each};`).join(" ");
  // As root its worker would be another user, who may not read this folder.
  const user = process.getuid?.() === 0 ? "user root;" : "";
  await writeFile(
    path.join(folder, "nginx.conf"),
    `${user} daemon off; pid ${folder}/pid; worker_processes 1; events {}
     http { access_log off; ${temp}
     ${text} }`,
  );
  const child = spawn(findNginx() ?? "nginx", ["-e", "stderr", "-p", folder, "-c", "nginx.conf"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let complaint = "";
  child.stderr.on("data", (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const ended = once(child, "exit");
  const stop = async () => {
    child.kill("SIGQUIT");
    const isOver = await Promise.race([ended.then(() => true), wait(2_000, false, { ref: false })]);
    // An open stream keeps it from ending gracefully.
    if (!isOver) child.kill("SIGTERM");
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const limit = AbortSignal.timeout(START_LIMIT_MS);
  while (!(await isListening(port))) {
    if (child.exitCode !== null || limit.aborted) {
      child.kill("SIGKILL");
      throw new Error(`nginx did not start:\n${complaint}`);
    }
    await wait(50);
  }
  return { port, isTls: /listen[^;]* ssl/.test(text), stop };
}

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  const isUp = await Promise.race([
    once(socket, "connect").then(() => true),
    once(socket, "error").then(() => false),
  ]).catch(() => false);
  socket.destroy();
  return isUp;
}
