/** Whether a name fits a pattern in which * stands for any number of characters; null: every name does. */
export function fits(pattern: string | null, name: string): boolean {
  if (pattern === null) return true;
  const text = name.normalize("NFC");
  if (!pattern.includes("*")) return pattern === text;
  return fitsParts(pattern, text);
}

// Not a regular expression: one with many .* may take for ever on a name that an agent chooses.
function fitsParts(pattern: string, text: string): boolean {
  let [inPattern, inText, star, resume] = [0, 0, -1, 0];
  while (inText < text.length) {
    const wanted = pattern[inPattern];
    if (wanted === "*") {
      star = inPattern++;
      resume = inText;
    } else if (wanted === text[inText]) {
      inPattern++;
      inText++;
    } else if (star >= 0) {
      // The latest * takes one character more.
      inPattern = star + 1;
      inText = ++resume;
    } else return false;
  }
  while (pattern[inPattern] === "*") inPattern++;
  return inPattern === pattern.length;
}
