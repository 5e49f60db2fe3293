import { PLACES } from "./places";

export type KeyPress = { key: string; isCtrlOrMeta: boolean; isAlt: boolean };

export type KeyDecision =
  | { kind: "open_palette" }
  | { kind: "show_help" }
  /** `g` was pressed; the next key chooses the page. */
  | { kind: "await_place" }
  | { kind: "go"; href: string }
  | { kind: "nothing" };

/** What a key does outside fields and dialogs. */
export function decideKey({
  press,
  isAwaitingPlace,
}: {
  press: KeyPress;
  isAwaitingPlace: boolean;
}): KeyDecision {
  const key = press.key.toLowerCase();
  if (press.isAlt) return { kind: "nothing" };
  if (press.isCtrlOrMeta) return key === "k" ? { kind: "open_palette" } : { kind: "nothing" };
  if (isAwaitingPlace) {
    const place = PLACES.find((each) => each.key === key);
    return place === undefined ? { kind: "nothing" } : { kind: "go", href: place.href };
  }
  if (key === "g") return { kind: "await_place" };
  return key === "?" ? { kind: "show_help" } : { kind: "nothing" };
}
