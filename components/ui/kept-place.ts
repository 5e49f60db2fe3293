import type { VirtualItem } from "@tanstack/react-virtual";

/** Where somebody was in a list when they left it. */
export type Place = {
  scrollY: number;
  /** The address of the link that had the focus; null: none in the list had it. */
  focused: string | null;
  /** The rows whose heights were known. */
  measured: VirtualItem[];
};

const places = new Map<string, Place>();
let returnedTo: string | null = null;

/** The address of the page that is shown. */
export function currentAddress(): string {
  return `${window.location.pathname}${window.location.search}`;
}

// The browser restores how far the page was scrolled before the list is there to be scrolled.
if (typeof window !== "undefined") {
  window.addEventListener("popstate", () => {
    returnedTo = currentAddress();
  });
}

/** Where somebody was in this list, if the browser's back or forward button has just led here; or null. */
export function findPlace(list: string): Place | null {
  if (returnedTo === null || returnedTo !== currentAddress()) return null;
  return places.get(`${list} ${returnedTo}`) ?? null;
}

/** Keeps where somebody is in a list, until this document is left. */
export function keepPlace({ list, address, place }: { list: string; address: string; place: Place }): void {
  places.set(`${list} ${address}`, place);
}

/** They are where they were; a later visit by a link begins at the top. */
export function arrive(): void {
  returnedTo = null;
}
