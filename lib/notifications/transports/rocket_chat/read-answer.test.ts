import { itReads } from "../../messages/recorded-answers.fixture";
import { readRocketChatAnswer } from "./read-answer";

itReads(readRocketChatAnswer, [
  ["takes it", 200, { success: true }, "delivered"],
  ["refuses it with a success's status", 200, { success: false, error: "error-not-allowed" }, "message"],
  ["refuses it", 400, { success: false, error: "invalid-channel" }, "message"],
  [
    "does not know the integration",
    404,
    { success: false, error: "Invalid integration id or token provided." },
    "channel",
  ],
  ["has switched the integration off", 503, "Service Unavailable", "network"],
  ["is not itself", 404, "<html>", "network"],
]);
