"use client";

import { useSyncExternalStore } from "react";
import { isApple } from "./is-apple";
import { Kbd } from "./kbd";

const subscribeToNothing = () => () => {};

/** The key that is held for a shortcut: ⌘ on Apple's keyboards, Ctrl on others. */
export function ModKey({ isAlways = false }: { isAlways?: boolean }) {
  const apple = useSyncExternalStore<boolean | null>(
    subscribeToNothing,
    () => isApple(navigator),
    () => null,
  );
  return (
    // The server does not know the keyboard; nothing is better than a key that changes.
    <Kbd isAlways={isAlways} className={apple === null ? "invisible" : undefined}>
      {apple ? "⌘" : "Ctrl"}
    </Kbd>
  );
}
