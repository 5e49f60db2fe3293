const NAMES = [
  "first",
  "second",
  "third",
  "band",
  "outage",
  "hub-down",
  "paused",
  "grid",
  "text",
  "warning",
  "critical",
  "mark",
] as const;
type PaletteName = (typeof NAMES)[number];

/** Colours by what they are for, and the font of the axes. */
export type Palette = Record<PaletteName, string> & { font: string };

/** When these begin or end to match, colours change without a change of theme. */
const MEDIA = ["(forced-colors: active)", "(prefers-color-scheme: dark)", "print"];

/** The colours of charts (--chart-… in globals.css) as a canvas takes them, where this element stands. */
export function readPalette(element: HTMLElement): Palette {
  const probe = document.createElement("span");
  // Less motion means transitions that are very short, but in one the old colour is still the current one.
  probe.style.transition = "none";
  element.append(probe);
  const style = getComputedStyle(probe);
  const colours = NAMES.map((name) => {
    probe.style.color = `var(--chart-${name})`;
    return [name, style.color];
  });
  const font = `11px ${style.fontFamily}`;
  probe.remove();
  return { ...(Object.fromEntries(colours) as Record<PaletteName, string>), font };
}

/** Calls back when the colours may have changed; returns how to stop. */
export function watchPalette(onChange: () => void): () => void {
  const queries = MEDIA.map((query) => window.matchMedia(query));
  const theme = new MutationObserver(onChange);
  theme.observe(document.documentElement, { attributeFilter: ["class"] });
  for (const query of queries) query.addEventListener("change", onChange);
  return () => {
    theme.disconnect();
    for (const query of queries) query.removeEventListener("change", onChange);
  };
}
