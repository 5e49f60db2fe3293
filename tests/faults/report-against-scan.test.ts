import { expect } from "vitest";
import { inForm } from "../support/claim";
import { it } from "../support/fixtures";
import { sweepOnce } from "../support/sweep";

const MACHINES = 200;
const ROUNDS = inForm({ short: 40, full: 500 });

it("a report that races the scan wins or loses completely", async ({ task, database, other, fleet }) => {
  const beside = fleet.beside(other);
  const machines = await fleet.addMachines(MACHINES);
  const keyIds = machines.map(({ keyId }) => keyId);
  await fleet.report(keyIds);
  let falselyOffline = 0;
  let torn = 0;
  let lostRaces = 0;
  for (let round = 0; round < ROUNDS; round++) {
    // A quarter reports just before its deadline, a quarter while two workers check, the rest not at all.
    const turn = keyIds.map((_, index) => (index + round) % 4);
    const group = (wanted: number) => keyIds.filter((_, index) => turn[index] === wanted);
    await fleet.hear(9_000);
    await fleet.report(group(0));
    await fleet.hear(1_000);
    const racing = group(1);
    const [, , ...swept] = await Promise.all([
      fleet.report(racing.slice(0, racing.length / 2)),
      beside.report(racing.slice(racing.length / 2)),
      sweepOnce(database),
      sweepOnce(other),
    ]);
    swept.push(await sweepOnce(database));
    const raced = new Set(machines.filter((_, index) => turn[index] === 1).map((m) => m.machineId));
    lostRaces += swept.flat().filter(({ machineId }) => raced.has(machineId)).length;
    const rows = await database.client.machine.findMany({
      select: {
        id: true,
        status: true,
        incidents: { where: { openKey: { not: null } }, select: { id: true } },
      },
    });
    const statusOf = new Map(rows.map(({ id, status }) => [id, String(status)]));
    falselyOffline += machines.filter(
      ({ machineId }, index) => Number(turn[index]) < 2 && statusOf.get(machineId) !== "online",
    ).length;
    torn += rows.filter(
      ({ status, incidents }) => incidents.length !== (String(status) === "offline" ? 1 : 0),
    ).length;
  }
  task.meta.claim = {
    tries: `${ROUNDS} rounds of ${MACHINES} machines, ${lostRaces} reports came after the scan`,
    figure: `falsely offline ${falselyOffline}, status and incident at odds ${torn}`,
  };
  expect({ falselyOffline, torn }).toEqual({ falselyOffline: 0, torn: 0 });
});
