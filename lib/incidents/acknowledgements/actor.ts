import type { Session } from "@/lib/people/auth/gate";
import type { Actor } from "./mutations";

/** The caller as one who says something of an incident. */
export function actorOf({ user, scope }: Session): Actor {
  return { userId: user.id, name: user.name, via: scope.via.kind === "token" ? "api" : "ui" };
}
