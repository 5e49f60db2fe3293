import { expect, it } from "vitest";
import { readStatuses } from "./read-statuses";

it.each([
  ["one", "200", [200]],
  ["some", " 200,202; 204 ", [200, 202, 204]],
  ["what is no status", "2xx -1", ["2xx", "-1"]],
])("reads %s", (_, text, statuses) => expect(readStatuses(text)).toEqual(statuses));
