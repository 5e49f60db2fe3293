import type { Session } from "@/lib/people/auth/gate";
import type { Actor } from "./mutations";

/** The caller as somebody who acknowledges an incident. */
export function actorOf({ user, scope }: Session): Actor {
  return { userId: user.id, name: user.name, via: scope.via.kind === "token" ? "api" : "ui" };
}
