import { processState } from "@/lib/base/process-state";

/** Where this web process reaches its own listening port; null until it listens. */
export const ownDoor = () => processState<{ url: string | null }>("own-door", () => ({ url: null }));
