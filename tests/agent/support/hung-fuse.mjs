// Runs the command that it is given with a FUSE filesystem's file handle as 3, and never answers what is asked of that
// filesystem: whoever looks at it hangs, and not even SIGKILL ends them.
import { spawn } from "node:child_process";
import { openSync, read, writeSync } from "node:fs";

const INIT = 26;
const REQUEST_BYTES = 1 << 21;

const fuse = openSync("/dev/fuse", "r+");
const [program = "", ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: ["ignore", "inherit", "inherit", fuse] });
process.on("SIGTERM", () => child.kill("SIGTERM"));
// Only this ends the wait for the next request.
child.on("exit", () => process.kill(process.pid, "SIGKILL"));

/** @param {bigint} unique the request's number */
function accept(unique) {
  const answer = Buffer.alloc(80);
  answer.writeUInt32LE(answer.length, 0);
  answer.writeBigUInt64LE(unique, 8);
  // Version 7.31, and the sizes that it needs.
  answer.writeUInt32LE(7, 16);
  answer.writeUInt32LE(31, 20);
  answer.writeUInt16LE(12, 32);
  answer.writeUInt16LE(9, 34);
  answer.writeUInt32LE(65_536, 36);
  answer.writeUInt32LE(1, 40);
  writeSync(fuse, answer);
}

function listen() {
  const request = Buffer.alloc(REQUEST_BYTES);
  read(fuse, request, 0, request.length, null, (error) => {
    // Nothing is mounted yet.
    if (error) return void setTimeout(listen, 10);
    if (request.readUInt32LE(4) === INIT) accept(request.readBigUInt64LE(8));
    listen();
  });
}
listen();
