import type { z } from "zod";
import { AppError } from "@/lib/base/errors";
import { sightingsSchema } from "@/lib/heartbeat/sightings";
import { requirePermission } from "@/lib/people/teams/require-permission";
import type { TeamScope } from "@/lib/people/teams/scope";
import { createMachine } from "./create-machine";
import { findMachine, findTakenNames } from "./data";
import { machineNotFound } from "./get-machine";
import { nameForClone } from "./name-for-clone";
import { parseJson } from "./parse-json";
import { type createdMachineSchema, createMachineSchema } from "./schema";
import { tagsOf } from "./view";

const ATTEMPTS = 3;

/**
 * Adds a machine of its own for a host that reports with another machine's key, with the same description, tags and
 * threshold. Only this answer contains its key and one-time token. Throws AppError "not_found".
 */
export async function addClone({
  scope,
  id,
  now,
}: {
  scope: TeamScope;
  id: number;
  now: Date;
}): Promise<z.output<typeof createdMachineSchema>> {
  requirePermission(scope, "machines.write");
  const machine = await findMachine({ scope, id });
  if (machine === null) throw machineNotFound();
  const { description, offlineAfterMs } = machine;
  const hosts = parseJson(sightingsSchema, machine.sightings)?.hosts ?? [];
  for (let attempt = 1; ; attempt += 1) {
    const name = nameForClone({
      original: machine,
      hostnames: hosts.flatMap(
        ({ hostname }) => createMachineSchema.shape.name.safeParse(hostname).data ?? [],
      ),
      taken: await findTakenNames(scope),
    });
    try {
      const input = { name, description, tags: tagsOf(machine), offline_after: offlineAfterMs };
      return await createMachine({ scope, input, now });
    } catch (error) {
      // Somebody has just taken the name.
      if (!(error instanceof AppError) || error.code !== "conflict" || attempt === ATTEMPTS) throw error;
    }
  }
}
