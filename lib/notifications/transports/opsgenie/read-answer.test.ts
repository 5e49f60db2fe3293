import { itReads } from "../../messages/recorded-answers.fixture";
import { readOpsgenieAnswer } from "./read-answer";

const error = (message: string) => ({ message, took: 0.01, requestId: "x" });

itReads(readOpsgenieAnswer, [
  ["takes it", 202, { result: "Request will be processed", requestId: "x" }, "delivered"],
  ["does not know the key", 401, error("Key format is not valid!"), "channel"],
  ["does not let this key do that", 403, error("API key has no rights"), "channel"],
  ["does not take the alert", 422, error("Request body is not processable"), "message"],
  ["asks to wait", 429, error("You are making too many requests!"), "network"],
  ["is not itself", 403, "<html>", "network"],
]);
