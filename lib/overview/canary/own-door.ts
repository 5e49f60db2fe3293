import { processState } from "@/lib/base/process-state";

/** The address of this web process's own port; null until it listens. */
export const ownDoor = () => processState<{ url: string | null }>("own-door", () => ({ url: null }));
