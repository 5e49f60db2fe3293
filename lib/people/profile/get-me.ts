import type { Session } from "../auth/gate";
import type { MeView } from "./schema";

/** Who the caller is, and in which role. */
export function getMe({ user, team, role }: Session): MeView {
  const { id, name, email, isInstanceAdmin } = user;
  return { id, name, email, is_instance_admin: isInstanceAdmin, team, role };
}
