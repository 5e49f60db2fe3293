import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isRoot } from "../../scripts/test-tools/host.mjs";
import { findPgbouncer } from "../../scripts/test-tools/pgbouncer.mjs";
import { freePort } from "./free-port";

/** A real PgBouncer in front of a database; it accepts everybody. Ends with `stop`. */
export async function startPgbouncer({
  databaseUrl,
  poolMode,
}: {
  databaseUrl: string;
  poolMode: "session" | "transaction";
}): Promise<{ url: string; stop(): Promise<void> }> {
  const program = findPgbouncer();
  if (program === null) throw new Error("PgBouncer is not installed");
  const { hostname, port: serverPort, username, password, pathname } = new URL(databaseUrl);
  const folder = await mkdtemp(path.join(tmpdir(), "lunasentri-pgbouncer-"));
  const port = await freePort();
  const file = path.join(folder, "pgbouncer.ini");
  await writeFile(
    file,
    `[databases]
pooled = host=${hostname} port=${serverPort} dbname=${pathname.slice(1)} user=${username} password=${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = ${poolMode}
default_pool_size = 50
`,
  );
  await chmod(folder, 0o755);
  // It refuses to run as root.
  const child = spawn(program, [...(isRoot ? ["-u", "nobody"] : []), file], { stdio: "ignore" });
  const ended = once(child, "exit");
  await untilListening(port);
  return {
    url: `postgresql://somebody@127.0.0.1:${port}/pooled`,
    async stop() {
      child.kill("SIGKILL");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilListening(port: number): Promise<void> {
  for (;;) {
    const socket = connect({ port, host: "127.0.0.1" });
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once("connect", () => resolve(true));
      socket.once("error", () => resolve(false));
    });
    socket.destroy();
    if (isOpen) return;
    await sleep(20);
  }
}
