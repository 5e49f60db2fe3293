import { it } from "vitest";
import { inForm } from "../support/claim";
import { compareWithModel } from "./model/compare";
import { PureHub } from "./model/pure-hub";

const RUNS = Number(process.env.MODEL_RUNS ?? inForm({ short: 2_000, full: 100_000 }));

it("the pure decisions do what the model of the state machine says", ({ task }) =>
  compareWithModel({ task, runs: RUNS, create: () => new PureHub() }));
