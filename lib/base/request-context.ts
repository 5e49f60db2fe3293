import { AsyncLocalStorage } from "node:async_hooks";
import { processState } from "./process-state";

type RequestContext = {
  /** The address that the request came from. */
  address: string;
};

const contexts = () =>
  processState("request-context", () => ({ storage: new AsyncLocalStorage<RequestContext>(), underWay: 0 }));

/** Runs what answers a request; whatever it calls can find out where the request came from. */
export async function inRequest<T>(context: RequestContext, run: () => Promise<T>): Promise<T> {
  const state = contexts();
  state.underWay += 1;
  try {
    return await state.storage.run(context, run);
  } finally {
    state.underWay -= 1;
    // As long as it is in use, every promise of the process costs more, also those of reports that have nothing to do with it.
    if (state.underWay === 0) state.storage.disable();
  }
}

/** The address of the request that is being answered; null: this is not part of any. */
export function requestAddress(): string | null {
  return contexts().storage.getStore()?.address ?? null;
}
