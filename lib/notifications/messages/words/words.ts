import type { TextLimit, Told } from "../channel-type";
import { wordsOf } from "./parts";
import { renderBurst } from "./render-burst";

/** What a message says in plain words, with nothing marked: its title, and the lines below it. */
export type Words = { title: string; text: string };

/** A message in plain words for people; title and text together are within the limit. */
export function words(told: Told, limit: TextLimit): Words {
  const [title = "", ...lines] = renderBurst(told, limit).map(wordsOf).join("").split("\n");
  return { title, text: lines.join("\n").trim() };
}
