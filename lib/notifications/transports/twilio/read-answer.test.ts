import { itReads } from "../../messages/recorded-answers.fixture";
import { readTwilioAnswer } from "./read-answer";

const error = (code: number) => ({ code, message: "…", more_info: "…", status: 400 });

itReads(readTwilioAnswer, [
  ["takes it", 201, { sid: "SM0", status: "queued" }, "delivered"],
  ["does not know the number", 400, error(21_211), "channel"],
  ["does not accept the token", 401, error(20_003), "channel"],
  ["was told by the recipient to stop", 400, error(21_610), "channel"],
  ["finds it too long", 400, error(21_617), "message"],
  ["has too much to do", 429, error(20_429), "network"],
  ["is not itself", 401, "<html>", "network"],
]);
