import { env } from "@/lib/base/env";
import { AppError } from "@/lib/base/errors";
import { logAccess } from "../access/log";
import { readAllowedNetworks } from "./allowed-networks";
import { MAX_NETWORKS } from "./constants";
import { changeNetworks } from "./mutations";
import { requireInstanceAdmin } from "./require-instance-admin";
import type { NetworksView } from "./schema";

type Caller = { id: number; isInstanceAdmin: boolean };

/** The private networks that channels may reach, and what decides it. Only for admins of the installation. */
export async function getAllowedNetworks({
  user,
}: {
  user: Pick<Caller, "isInstanceAdmin">;
}): Promise<NetworksView> {
  requireInstanceAdmin(user);
  return readAllowedNetworks();
}

/** Allows these networks and no others. Throws AppError "conflict" while WEBHOOK_ALLOW_CIDRS decides. Only for admins of the installation. */
export function setAllowedNetworks({
  networks,
  ...asked
}: {
  user: Caller;
  networks: readonly string[];
  now: Date;
}): Promise<NetworksView> {
  return change({ ...asked, change: () => networks });
}

/** Allows one more network. Throws AppError "conflict" while WEBHOOK_ALLOW_CIDRS decides, or when there are too many. Only for admins of the installation. */
export function allowNetwork({
  network,
  ...asked
}: {
  user: Caller;
  network: string;
  now: Date;
}): Promise<NetworksView> {
  return change({ ...asked, change: (stored) => [...stored, network] });
}

async function change({
  user,
  now,
  change,
}: {
  user: Caller;
  now: Date;
  change: (stored: readonly string[]) => readonly string[];
}): Promise<NetworksView> {
  requireInstanceAdmin(user);
  if (env().webhookAllowCidrs.length > 0)
    throw new AppError("conflict", "The variable WEBHOOK_ALLOW_CIDRS decides this. Add the network to it.");
  const { before, after } = await changeNetworks({
    now,
    change(stored) {
      const networks = [...new Set(change(stored))];
      if (networks.length <= MAX_NETWORKS) return networks;
      throw new AppError("conflict", `At most ${MAX_NETWORKS} networks can be allowed. Remove one first.`);
    },
  });
  const added = after.filter((network) => !before.includes(network));
  const removed = before.filter((network) => !after.includes(network));
  logAccess("networks_changed", { accountId: user.id, added, removed });
  return { networks: [...after], source: "setting" };
}
