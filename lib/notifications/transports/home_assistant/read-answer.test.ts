import { itReads } from "../../messages/recorded-answers.fixture";
import { readHomeAssistantAnswer } from "./read-answer";

itReads(readHomeAssistantAnswer, [
  ["has notified", 200, [], "delivered"],
  ["has no such action", 400, "400: Bad Request", "channel"],
  ["does not know the token", 401, "401: Unauthorized", "channel"],
  ["has no such address", 404, "404: Not Found", "channel"],
  ["says so in JSON", 404, { message: "Not found" }, "channel"],
  ["is behind a proxy that asks who is there", 401, "<html>sign in</html>", "network"],
  ["is not running", 502, "<html>Bad Gateway</html>", "network"],
  ["failed to notify", 500, "500 Internal Server Error", "network"],
]);
