import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { afterEach, describe, expect, it } from "vitest";
import { send } from "./outbound";
import { guardedAgent } from "./outbound-agent";

// A receiver on a thread of its own, which goes on while this one is frozen. It says when it has a request, and answers
// once it is told to.
const RECEIVER = `
const { createServer } = require("node:http");
const { parentPort, workerData: flag } = require("node:worker_threads");
createServer((request, response) => {
  request.resume().on("end", () => {
    parentPort.postMessage("asked");
    Atomics.wait(flag, 0, 0);
    response.end("{}");
  });
}).listen(0, "127.0.0.1", function () { parentPort.postMessage(this.address().port); });
`;

const agent = guardedAgent({ allow: ["127.0.0.0/8"] });
let receiver: Worker;

afterEach(async () => {
  await receiver.terminate();
});

async function begin() {
  const flag = new Int32Array(new SharedArrayBuffer(4));
  receiver = new Worker(RECEIVER, { eval: true, workerData: flag });
  const [port] = await once(receiver, "message");
  const asked = once(receiver, "message");
  const answer = send({
    agent,
    method: "POST",
    url: `http://127.0.0.1:${port}/`,
    body: "{}",
    timeoutMs: 600,
  });
  await asked;
  const letAnswer = () => {
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
  };
  return { answer, letAnswer };
}

/** Stops this thread, as a signal or a paused virtual machine does. */
function freeze(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

describe("a process that was frozen beyond its time limit", () => {
  it("takes an answer that lies in its socket", async () => {
    const { answer, letAnswer } = await begin();
    letAnswer();
    freeze(1_500);
    expect(await answer).toMatchObject({ kind: "answered", status: 200, body: "{}", isWhole: true });
  });

  it("gives up when there is none", async () => {
    const { answer } = await begin();
    freeze(1_500);
    expect(await answer).toEqual({ kind: "failed", message: "no answer within 0.6 s" });
  });
});
