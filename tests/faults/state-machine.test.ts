import { afterAll, beforeAll, it } from "vitest";
import { inForm } from "../support/claim";
import { compareWithModel } from "./model/compare";
import { DatabaseHub } from "./model/database-hub";

const RUNS = inForm({ short: 30, full: 1_000 });

let hubs: Awaited<ReturnType<typeof DatabaseHub.open>>;
beforeAll(async () => {
  hubs = await DatabaseHub.open();
});
afterAll(() => hubs.close());

it("the use cases on a real database do what the model of the state machine says", ({ task }) =>
  compareWithModel({ task, runs: RUNS, create: hubs.create }));
